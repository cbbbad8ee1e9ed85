/* Where the rows of a list stand. Those of a grid stand in groups, each a part of the table: of a long list a browser passes
   over the groups that are out of sight, where it would look at each of thousands of rows whenever anything changes.

   ``fields.html`` draws groups of the same size. Rows that are moved make them a little larger or smaller. */

const SIZE = 10;

/* A list's own rows come before those of the lists inside them. */
export const rowsBox = (list) => list.querySelector("[data-rows]");

export const groupsOf = (list) => [...rowsBox(list).parentElement.children].filter((box) => box.hasAttribute("data-rows"));

export const rowsOf = (list) => groupsOf(list).flatMap((group) => [...group.children]);

export const countRows = (list) => groupsOf(list).reduce((sum, group) => sum + group.childElementCount, 0);

/* The row so many places after another one of its list, or before it; undefined where there is none. */
export const rowBeside = (list, row, step) => {
  const rows = rowsOf(list);
  return rows[rows.indexOf(row) + step];
};

/* Put rows at the end of a list. */
export const append = (list, rows) => {
  let group = groupsOf(list).at(-1);
  if (!list.matches(".grid")) {
    group.append(...rows);
    return;
  }
  let first = 0;
  while (first < rows.length) {
    if (group.childElementCount >= SIZE) {
      const next = group.cloneNode(false);
      group.after(next);
      group = next;
    }
    const end = first + SIZE - group.childElementCount;
    group.append(...rows.slice(first, end));
    first = end;
  }
};

/* Take rows out of a list; a group that nothing is left of goes with them, but for the last. */
export const takeOut = (list, rows) => {
  rows.forEach((row) => row.remove());
  const empty = groupsOf(list).filter((group) => !group.childElementCount);
  empty.slice(empty.length < groupsOf(list).length ? 0 : 1).forEach((group) => group.remove());
};
