"""The same list on a page that does nothing else: a bare Flask application with one table of inputs.

Run: ``gunicorn bench.plain_page:app``.
"""

from __future__ import annotations

from flask import Flask, render_template_string, request

NAMES = ("honorific", "full_name", "position", "organ_name")

app = Flask(__name__)
# Flask takes a thousand inputs unless told otherwise.
app.config["MAX_FORM_PARTS"] = app.config["MAX_FORM_MEMORY_SIZE"] = None

_PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>List</title>
<form method="post"><table><tbody id="rows">
{%- for row in rows %}
<tr><td>{{ loop.index }}</td>{% for name in names %}<td><input name="{{ name }}" value="{{ row[loop.index0] }}"></td>{% endfor %}</tr>
{%- endfor %}
</tbody></table><button type="button" id="add">Add</button><button id="check">Check</button></form>
<script>
const box = document.getElementById("rows"), names = {{ names | tojson }};
const rowOf = (texts, number) => {
  const row = document.createElement("tr");
  row.append(Object.assign(document.createElement("td"), { textContent: number }));
  names.forEach((name, place) => {
    const cell = document.createElement("td");
    cell.append(Object.assign(document.createElement("input"), { name, value: texts[place] || "" }));
    row.append(cell);
  });
  return row;
};
const add = (lines) => box.append(...lines.map((texts, index) => rowOf(texts, box.children.length + index + 1)));
document.getElementById("add").addEventListener("click", () => { add([[]]); box.lastChild.querySelector("input").focus(); });
document.addEventListener("paste", (event) => {
  event.preventDefault();
  box.replaceChildren();
  add(event.clipboardData.getData("text/plain").split("\\n").slice(1).map((line) => line.split("\\t").slice(1)));
});
</script></html>"""


@app.route("/", methods=["GET", "POST"])
def page() -> str:
    """The table, with what was sent in it."""
    columns = [request.form.getlist(name) for name in NAMES]
    rows = list(zip(*columns, strict=True)) or [("",) * len(NAMES)]
    return render_template_string(_PAGE, rows=rows, names=NAMES)
