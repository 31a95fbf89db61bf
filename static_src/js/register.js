// The year's register by arrow keys: one tab stop, and the cell's meaning said in a line below.

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Finds the next cell with a meaning in one direction, or nothing at the edge. */
function neighbour(cells, from, [rows, columns]) {
  let row = from.row + rows;
  let column = from.column + columns;
  while (cells[row] && column >= 0 && column <= cells.widest) {
    if (cells[row][column]) return cells[row][column];
    row += rows;
    column += columns;
  }
  return null;
}

/** Lays the cells that carry a title out by row and column, counting spans. */
function layOut(table) {
  const cells = [];
  cells.widest = 0;
  for (const [row, line] of [...table.tBodies[0].rows].entries()) {
    cells[row] ??= [];
    let column = 0;
    for (const cell of line.cells) {
      while (cells[row][column] !== undefined) column += 1;
      for (let down = 0; down < cell.rowSpan; down += 1) {
        cells[row + down] ??= [];
        cells[row + down][column] = cell.title ? { cell, row, column } : null;
      }
      cells.widest = Math.max(cells.widest, column);
      column += cell.colSpan;
    }
  }
  return cells;
}

function makeWalkable(region) {
  const table = region.querySelector("table");
  const says = region.parentElement.querySelector("[data-register-says]");
  const cells = layOut(table);
  const places = new Map(cells.flat().filter(Boolean).map((place) => [place.cell, place]));
  const [first] = places.values();
  if (!first) return;
  let current = first.cell;
  current.tabIndex = 0;
  // The cells now take the focus that the scrolling box took for them.
  region.removeAttribute("tabindex");
  const say = (cell) => {
    if (says) says.textContent = cell.title;
  };
  const go = (cell) => {
    current.tabIndex = -1;
    current = cell;
    current.tabIndex = 0;
    current.focus();
  };
  table.addEventListener("keydown", (event) => {
    const from = places.get(event.target);
    const step = STEPS[event.key];
    if (!from || !step) return;
    const to = neighbour(cells, from, step);
    if (!to) return;
    event.preventDefault();
    go(to.cell);
  });
  table.addEventListener("focusin", (event) => places.has(event.target) && say(event.target));
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (places.has(cell)) go(cell);
  });
}

export function makeRegistersWalkable(page) {
  for (const region of page.querySelectorAll("[data-register]")) makeWalkable(region);
}
