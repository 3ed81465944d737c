// What people type for a number of tokens and for a share, as in quantity.py.

const COUNT = /^([0-9]+(?:_[0-9]+)*)(?:\.([0-9]{1,12}))?([kmb]?)$/i;
const PERCENT = /^[0-9]+(?:\.[0-9]+)?$/;
const SCALE = { "": 0, k: 3, m: 6, b: 9 };

class Refusal extends Error {
  constructor(message, hint) {
    super(`${message}; ${hint}`);
  }
}

function told(count) {
  return grouped(count.toString());
}

function parseCount(text, most) {
  const match = COUNT.exec(text);
  if (match === null) throw new Refusal(`'${text}' is not a count`, countHint(text));
  const digits = match[1].replaceAll("_", "").replace(/^0+/, "");
  const tooMany = (what) => new Refusal(`'${what}' is more than ${told(most)}`, "check the number");
  if (digits.length > lengthOf(most)) throw tooMany(text.slice(0, 40));
  const value = decimal(`${digits || "0"}.${match[2] ?? "0"}`);
  const scaled = value.digits * power(SCALE[match[3].toLowerCase()]);
  if (scaled % power(value.places) !== 0n) {
    throw new Refusal(`'${text}' is not a whole number`, "give a whole number");
  }
  const count = scaled / power(value.places);
  if (count > most) throw tooMany(text);
  return count;
}

function countHint(text) {
  if (text.includes(",")) {
    return "write 1500 or 1.5k; a comma is read differently from country to country";
  }
  if (/^[-\u2212]/.test(text)) return "it can't be negative";
  return "write it like 1200, 12k, 1.5M or 2_000";
}

function parsePart(text, all, most) {
  if (text.endsWith("%")) return parseShare(text, all);
  const count = parseCount(text, most);
  if (count > all) {
    const message = `${told(count)} is more than the ${told(all)} that it is part of`;
    throw new Refusal(message, "give a part, or a share");
  }
  return count;
}

function parseShare(text, all) {
  const number = text.slice(0, -1);
  if (!PERCENT.test(number) || number.length > 14) {
    throw new Refusal(`'${text}' is not a percentage`, "write it like 75% or 5.5%");
  }
  const percent = decimal(number);
  if (compare(percent, whole(100n)) > 0) {
    throw new Refusal(`'${text}' is more than the whole`, "give 0% to 100%");
  }
  return (percent.digits * all) / (100n * power(percent.places));
}

function parseRequests(text, most) {
  const count = parseCount(text, most);
  if (count === 0n) throw new Refusal(`'${text}' asks for nothing`, "give 1 or more");
  return count;
}
