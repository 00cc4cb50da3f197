import { answered, nameOf } from "../shared/missed.js";

/** A question with its options. They open by themselves; this takes note of which was the first. */
export function start(question) {
  watch(question, nameOf(question.id));
}

/** Tell what the first press of a question says: after(right). */
export function watch(question, name, after = () => {}) {
  question.addEventListener("click", function first({ target }) {
    const option = target.closest("summary")?.parentElement;
    if (!option) return;
    question.removeEventListener("click", first);
    const right = option.classList.contains("right");
    answered(name, right);
    after(right);
  });
}
