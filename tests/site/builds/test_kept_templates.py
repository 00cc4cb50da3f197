"""Templates are kept where they can be; where the folder cannot be written, they are made each time."""

from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest

from theme.hooks.kept_templates import KEPT, on_env


@pytest.mark.parametrize("is_writable", [True, False])
def test_templates_are_made_wherever_the_cache_is(tmp_path: Path, is_writable: bool):
    if not is_writable:  # for whoever tries, the administrator too: a file stands in the place of the folder
        (tmp_path / ".worked").write_text("")
    environment = jinja2.Environment(loader=jinja2.DictLoader({"page.html": "{{ 6 * 7 }}"}))
    on_env(environment, config=SimpleNamespace(config_file_path=str(tmp_path / "mkdocs.yml")))
    assert environment.get_template("page.html").render() == "42"
    assert len(list((tmp_path / KEPT).glob("*"))) == is_writable
