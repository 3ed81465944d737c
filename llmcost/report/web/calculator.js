// The form of the page, its table and its words. Whatever is shown goes in as text, never as markup.

function part(name) {
  return document.getElementById(`calculator-${name}`);
}

function made(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// An id that has to take two lines does so behind its author.
function idCode(id) {
  const code = made("code", "");
  const author = id.slice(0, id.indexOf("/") + 1);
  code.append(author, document.createElement("wbr"), id.slice(author.length));
  return code;
}

function drawn(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function valuesOf(form) {
  const values = {};
  for (const field of form.elements) {
    if (field.name) values[field.name] = field.type === "checkbox" ? field.checked : field.value;
  }
  return values;
}

function showErrors(form, errors) {
  for (const field of form.elements) {
    const place = field.name && part(`${field.name}-error`);
    if (!place) continue;
    const message = errors[field.name] ?? "";
    if (place.textContent !== message) place.textContent = message;
    if (!message) {
      field.removeAttribute("aria-invalid");
      continue;
    }
    field.setAttribute("aria-invalid", "true");
    const closed = field.closest("details");
    if (closed) closed.open = true;
  }
}

function moneyColumn(heading, amounts, isMain = false) {
  const shown = formatUsdColumn(amounts);
  const cells = amounts.map((amount, row) =>
    made("td", shown[row], { class: isMain ? "number money" : "number", "data-exact": plain(amount) }),
  );
  return { heading, cells, isNumber: true };
}

function amountColumns(rows, terms) {
  const columns = [];
  if (terms.requests !== null && terms.requests !== 1n) {
    columns.push(moneyColumn("Per request", rows.map((row) => row.perRequest)));
  }
  if (terms.per === null) return [...columns, moneyColumn("Total", rows.map((row) => row.total), true)];
  const main = mainPeriod(terms.per);
  for (const period of ["day", "month", "year"]) {
    const amounts = rows.map((row) => row.spread[period]);
    columns.push(moneyColumn(`Per ${period}`, amounts, period === main));
  }
  return columns;
}

function mainPeriod(per) {
  return per === "week" ? "month" : per;
}

function relativeColumns(rows) {
  if (rows.length < 2 || !rows.some((row) => row.relative !== null && !isZero(row.relative))) return [];
  const cells = rows.map((row) =>
    row.relative === null
      ? made("td", "", { class: "number" })
      : made("td", formatTimes(row.relative), { class: "number", "data-exact": plain(row.relative) }),
  );
  return [{ heading: "Relative", cells, isNumber: true }, barColumn(rows)];
}

// How long each is beside the dearest, for the eye only: the figures stand beside it.
function barColumn(rows) {
  const longest = rows.reduce((most, row) => (compare(row.total, most) > 0 ? row.total : most), ZERO);
  const cells = rows.map((row) => {
    const cell = made("td", "", { class: "bar-cell", "aria-hidden": "true" });
    const share = quotient(multiply(row.total, whole(100n)), longest).value;
    const width = isZero(share) || compare(share, ONE) >= 0 ? plain(rounded(share, 1)) : "1";
    const bar = drawn("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none" });
    bar.append(drawn("rect", { class: "own", width, height: "10" }));
    cell.append(bar);
    return cell;
  });
  return { heading: "", cells, isNumber: false };
}

// Remarks on rows, numbered in order; one that several rows share has one number.
function noteColumns(rows) {
  const numbers = new Map();
  const cells = rows.map((row) => {
    for (const note of row.notes) if (!numbers.has(note)) numbers.set(note, numbers.size + 1);
    return made("td", row.notes.map((note) => numbers.get(note)).join(","), { class: "marks" });
  });
  const lines = [...numbers].map(([note, number]) => `[${number}] ${note}`);
  return { columns: lines.length ? [{ heading: "Note", cells, isNumber: false }] : [], lines };
}

function showTable(rows, columns) {
  const head = made("tr", "");
  head.append(made("th", "Model", { scope: "col" }));
  for (const column of columns) {
    const attributes = column.isNumber ? { class: "number" } : column.heading ? {} : { "aria-hidden": "true" };
    head.append(made("th", column.heading, { scope: "col", ...attributes }));
  }
  const body = rows.map((row, index) => {
    const line = made("tr", "", row.fits ? {} : { class: "unfit" });
    const name = made("th", "", { scope: "row" });
    name.append(idCode(row.model.id));
    line.append(name);
    for (const { heading, cells } of columns) {
      if (heading && cells[index].textContent) cells[index].setAttribute("data-label", heading);
      line.append(cells[index]);
    }
    return line;
  });
  part("head").replaceChildren(head);
  part("body").replaceChildren(...body);
}

function summaryOf(rows, unpriced, terms) {
  const amount = (row) => (terms.per === null ? row.total : row.spread[mainPeriod(terms.per)]);
  const period = terms.per === null ? "" : ` per ${mainPeriod(terms.per)}`;
  const best = rows.find((row) => row.fits);
  const without = unpriced.length ? ` ${unpriced.length} without a price.` : "";
  if (!rows.length) return "No model of this report has a price for this use.";
  if (best === undefined) return `No model of this report can take such a request.${without}`;
  const cost = `${best.model.id}, ${formatUsd(amount(best))}${period}.`;
  return `${rows.length === 1 ? "" : `Cheapest of ${rows.length}: `}${cost}${without}`;
}

function refresh(form, data) {
  const { usage, terms, errors } = question(valuesOf(form), data.rules);
  showErrors(form, errors);
  const isAnswered = Object.keys(errors).length === 0;
  const { rows, unpriced } = isAnswered ? comparison(data, usage, terms) : { rows: [], unpriced: [] };
  const { columns, lines } = noteColumns(rows);
  showTable(rows, [...amountColumns(rows, terms), ...relativeColumns(rows), ...columns]);
  part("result").hidden = rows.length === 0;
  const told = [...lines, ...unpriced.map((message) => `Unpriced: ${message}`)];
  part("notes").replaceChildren(...told.map((line) => made("li", line)));
  const summary = isAnswered ? summaryOf(rows, unpriced, terms) : "Not calculated: see the marked fields.";
  // A live region is read out whenever it is written, changed or not.
  if (part("summary").textContent !== summary) part("summary").textContent = summary;
}

function start() {
  const form = part("form");
  const data = decoded(part("data").textContent);
  const again = () => refresh(form, data);
  // Not all that fills in forms types: some only change a field.
  for (const event of ["input", "change"]) form.addEventListener(event, again);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields have their old values back only after the event.
  form.addEventListener("reset", () => setTimeout(again));
  form.hidden = false;
  again();
}

start();
