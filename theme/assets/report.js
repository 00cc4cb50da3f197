// Where mistakes can be reported, each card offers it, with the place of its number: the page, the line and the claim.

const report = document.querySelector("[data-lines]");
const lines = report.dataset.lines.split(" ");

document.addEventListener(
  "beforetoggle",
  ({ target: card }) => {
    if (!card.matches(".worked-card") || card.querySelector("[data-report]")) return;
    const place = `${report.dataset.source}, line ${lines[card.id.slice(1) - 1]}`;
    const said = Array.from(card.querySelectorAll(":scope > p"), (fact) => fact.textContent);
    const address = new URL(report.href);
    address.searchParams.set("title", `Mistake in ${place}`);
    address.searchParams.set("body", [place, ...said, location.href.replace(/#.*/, "")].join("\n"));
    const link = document.createElement("a");
    link.href = address.href;
    link.dataset.report = "";
    link.textContent = "Report a mistake";
    card.append(" ", link);
  },
  true,
);
