r"""LaTeX documents: every formula is judged at its line and column, and what no reader sees is not."""

import re

import pytest

DOCUMENT = r"""\documentclass{article}
\usepackage{amsmath} % $1 + 1 = 3$ in a comment
\newcommand{\rate}{0.35}
\newcommand{\by}{\cdot}
\begin{document}
It is $3 \cdot 7 = <21>$ and \(2+2=<4>\). It costs \$3 and \$4, 50\% of \verb|3 * 7 = <21>|.
% $3 + 3 = 7$
\[ 4 \cdot 5 = <20> % 4 + 4 = 9
\]
\begin{align}
  x &= 3 \cdot 7 \label{eq:1} \\ % = 9
    &= <21>
  \intertext{and so} 5 \cdot 2 &= <10>
\end{align}
\begin{eqnarray*}
  6 \cdot 7 &=& <42> \nonumber\\ 2 + 1 &=& <3>
\end{eqnarray*}
$\rate \cdot 100 = <35>$ \begin{comment} $3 + 3 = 7$ \end{comment} $2\rate \by 10 = <7>$ \iffalse $3 + 3 = 7$ \fi
\begin{tabular}{ll} 3 + 4 & $3 + 4 = <7>$ \\ \end{tabular}
\[\begin{array}{rcl} 3+4 &=& <7> \\ 2 \cdot 5 & = & <10>\end{array}\]
$\SI{9.8}{\metre\per\second\squared} \cdot \SI{2}{\kilo\gram} = \SI{<19.6>}{\newton}$
and $$\qty{3}{km} + \qty{200}{\metre} = \qty{<3.2>}{\kilo\metre}$$
\begin{lstlisting}
$3 + 3 = 7$
\end{lstlisting}
\end{document}
$3 + 3 = 8$
"""
RESULT = re.compile("<([0-9.]*[0-9])>")
RIGHT = RESULT.sub(r"\1", DOCUMENT)
WRONG = RESULT.sub(lambda found: found[1][:-1] + str(int(found[1][-1]) + 1), DOCUMENT)


def test_right_document_holds(project):
    project.write("notes/a.tex", RIGHT)
    run = project.check("notes")
    assert run.code == 0 and not run.places, run.out
    assert "1 place not judged: 1 in fences" in run.out


def test_each_wrong_number_of_a_document_is_told_where_it_stands_and_fixed(project):
    file = project.write("a.tex", WRONG)
    run = project.check("a.tex")
    results = [*RESULT.finditer(DOCUMENT)]
    assert len(run.places) == len(results) == 15
    lines = WRONG.split("\n")
    found = [lines[line - 1][column - 1 :] for _, line, column in run.places]
    assert all(re.match(RESULT.sub(r"\1", one[0])[:-1], text) for one, text in zip(results, found, strict=True))
    assert project.fix("a.tex").code == 0 and file.read_text("utf8") == RIGHT


@pytest.mark.parametrize(
    "skip", ["$3 + 3 = 7$ % worked: skip (false on purpose)", "% worked: skip (a puzzle)\n$3 + 3 = 7$"]
)
def test_comment_of_latex_skips_a_line_or_a_block(project, skip):
    project.write("a.tex", f"Text.\n\n{skip}\n\n$1 + 1 = 3$\n")
    run = project.check("a.tex")
    assert len(run.places) == 1 and "1 equation skipped on purpose" in run.out


@pytest.mark.parametrize("name, encoding", [("latin1", "latin-1"), ("applemac", "mac-roman")])
def test_document_in_the_encoding_that_it_names_is_read_and_fixed(project, name, encoding):
    text = f"\\usepackage[{name}]{{inputenc}}\n\\begin{{document}}\nÜber $3 + 3 = RESULT$ é\n\\end{{document}}\n"
    file = project.root / "a.tex"
    file.write_bytes(text.replace("RESULT", "7").encode(encoding))
    assert project.check("a.tex").places == [("a.tex", 3, 15)]
    assert project.fix("a.tex").code == 0 and file.read_bytes() == text.replace("RESULT", "6").encode(encoding)


@pytest.mark.parametrize(
    "text, said",
    [
        ("An open $ here\n\n$3 + 3 = 7$\n", "the formula that opens in line 1 is never closed"),
        (r"\begin{align} 3 + 3 &= 7" + "\n\n$3 + 3 = 7$\n", "the formula that opens in line 1 is never closed"),
        (r"\frac{1}{2 $3 + 3 = 7$ \begin{verbatim} $", "the fence that opens in line 1 is never closed"),
        (r"\newcommand{\rate}{\frac{1}{2 $\rate = 3$ $3 + 3 = 7$", ""),
        ("$3 + 3 = 7$ \\iffalse never \\fo $2 = 3$", ""),
    ],
)
def test_unbalanced_document_is_read_on_with_a_note(project, text, said):
    project.write("a.tex", text)
    run = project.check("a.tex")
    assert "this equation does not hold" in run.out and said in run.out, run.out


def test_document_cannot_account_for_its_numbers(project):
    project.write("pyproject.toml", '[tool.worked]\naccounted = ["a.tex"]\n')
    project.write("a.tex", "$3 + 3 = 6$\n")
    run = project.check("a.tex")
    assert run.code == 1 and "a LaTeX document cannot account for its numbers" in run.out


@pytest.mark.parametrize(
    "macro, right, wrong",
    [
        (r"\newcommand{\half}[1]{\frac{#1}{2}}", r"\half{9} + 1 = 5.5", r"\half{9} + 1 = 5.6"),
        (r"\def\share#1#2{\frac{#1}{#2}}", r"\share{9}{2} = 4.5", r"\share{9}{3} = 4.5"),
        (r"\newcommand{\half}[2][3]{#1 #2}", r"\half{9} = 3", None),  # one that leaves out an argument is not read
        (r"\newcommand{\half}[1]{\frac{#1}{2}}", r"\half 9 = 4.6", None),
    ],
)
def test_macro_with_arguments_is_read(project, macro, right, wrong):
    for equation, code in ((right, 0), (wrong, 1)):
        if equation:
            project.write("a.tex", f"{macro}\n\\begin{{document}}\n${equation}$ and $1 + 1 = 2$\n\\end{{document}}\n")
            assert project.check("a.tex").code == code, equation
