"""What was made of a page is read as browsers read it: nothing unknown in it is published."""

import pytest

from worked import CONTENT, Addresses, Rules, Settings, faults_of_html
from worked.site.html import content_failures


@pytest.fixture
def addresses(tmp_path) -> Addresses:
    return Addresses(Settings(tmp_path, {"other_links": ["https://ok.example/"]}))


REFUSED = [
    "<p STYLE='a: b'>x</p>",
    "<path style=fill:red />",
    "<body onload='f()'>",
    "<html onclick='f()'>",
    "<b/onclick=f()>x</b>",
    "<svg/onload=f()>",
    "<svg><script>f()</script></svg>",
    "<svg><use href='https://evil.example/#a'/></svg>",
    "<svg><use href='/a.svg#a'/></svg>",
    "<svg><a xlink:href='javascript:f()'>x</a></svg>",
    "<svg><animate attributeName=href to=x /></svg>",
    "<svg><set attributeName=onclick to=x /></svg>",
    "<svg><foreignObject><b>x</b></foreignObject></svg>",
    "<svg><image href='https://evil.example/x.png'/></svg>",
    "<svg><rect fill='url(https://evil.example/#a)'/></svg>",
    "<math><maction actiontype=statusline xlink:href=x>a</maction></math>",
    "<script>f()</script>",
    "<script type='application/json'>{}</script>",
    "<script src='a.js'></script>",
    "<style>a { b: c }</style>",
    "<base href='/'>",
    "<meta http-equiv=refresh content='0;url=x'>",
    "<link rel=stylesheet href=x.css>",
    "<iframe src=x></iframe>",
    "<iframe srcdoc='<script>f()</script>'></iframe>",
    "<object data=x></object>",
    "<embed src=x>",
    "<form action='javascript:f()'></form>",
    "<button formaction='javascript:f()'>x</button>",
    "<video poster=x></video>",
    "<img src=a.png srcset='https://evil.example/x 2x'>",
    "<img src='https://ok.example/x.png'>",
    "<img src='//evil.example/x.png'>",
    "<a href=' java\nscript:f()'>x</a>",
    "<a href='JaVaScRiPt&colon;f()'>x</a>",
    "<a href='data:text/html,x'>x</a>",
    "<a href='https://evil.example/'>x</a>",
    "<a href=x.md ping=y>x</a>",
    "<noscript><b>x</b></noscript>",
    "<template><b>x</b></template>",
    "<x-y>z</x-y>",
    "<!--> <script>f()</script> -->",
    "<!-- --!> <b onclick=f()>x</b> -->",
    "<title></title><b onclick=f()>x</b>",
    "<textarea></textarea><b onclick=f()>x</b>",
]
LEFT = [
    "<p title='onclick='>&lt;p style=&quot;a&quot;&gt;</p>",
    "<p data-x=\"style='a'\">x</p>",
    "<a href='#javascript:'>x</a> <a href='../javascript/'>y</a> <a href='https://ok.example/a'>z</a>",
    "<!-- <p style='a'> -->",
    "<textarea><b onclick=f()></textarea>",
    "<table><tr><th align=right>a</th><td style='text-align: left;'>b</td></tr></table>",
    "<svg viewBox='0 0 1 1'><defs><clipPath id=a><rect x=0 /></clipPath></defs><use href='#a'/><path d='M0' clip-path='url(#a)'/></svg>",
    "<math display=block><mfrac><mi>a</mi><mn>2</mn></mfrac></math>",
    "<button type=button class=worked-press popovertarget=w1 tabindex=-1 aria-hidden=true></button>",
]


@pytest.mark.parametrize("html", REFUSED)
def test_what_may_run_or_leave_is_found(html, addresses):
    assert list(faults_of_html(f"<p>a</p>{html}", CONTENT, addresses)), html


@pytest.mark.parametrize("html", LEFT)
def test_what_only_looks_alike_is_left(html, addresses):
    assert list(faults_of_html(f"<p>a</p>{html}", CONTENT, addresses)) == []


def test_rules_say_which_script_is_known(addresses):
    def script(node):
        return None if node.text() == "known()" else "unknown"

    rules = Rules(CONTENT.elements, CONTENT.attributes, script)
    assert list(faults_of_html("<script>known()</script>", rules, addresses)) == []
    assert [fault.headline for fault in faults_of_html("<script>other()</script>", rules, addresses)] == ["unknown"]


def test_failure_stands_where_the_source_holds_what_was_found(addresses):
    source = b"---\ntitle: A\n---\n\nText ``a` <B onclick=f()>x</B>\n"
    (failure,) = content_failures("<p>a <b onclick=f()>x</b></p>", "page.md", source, addresses)
    assert (failure.file, failure.line, failure.column) == ("page.md", 5, 14)
    assert failure.headline == "the built page has the attribute onclick in <b>"


def test_failure_of_what_is_written_otherwise_stands_at_the_beginning(addresses):
    (failure,) = content_failures("<script>f()</script>", "page.md", b"Text\n", addresses)
    assert (failure.line, failure.column) == (1, 1)
