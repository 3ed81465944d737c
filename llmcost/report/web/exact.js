"use strict";

// Exact decimals, as in money.py: digits / 10 ** places, digits being a BigInt. No float comes near money.

const ZERO = { digits: 0n, places: 0 };
const ONE = { digits: 1n, places: 0 };
const PRECISION = 100;
const CENTS = 2;
const DERIVED_PLACES = 12;
const RATIO_DIGITS = 4;
const IN_FULL = 4;
const MOST_PLACES = 6;

function power(exponent) {
  return 10n ** BigInt(exponent);
}

function exact(digits, places) {
  return places < 0 ? { digits: digits * power(-places), places: 0 } : { digits, places };
}

function whole(count) {
  return { digits: count, places: 0 };
}

function decimal(text) {
  const [before, behind = ""] = text.split(".");
  return { digits: BigInt(before + behind), places: behind.length };
}

function digitsAt(value, places) {
  return value.digits * power(places - value.places);
}

function add(one, other) {
  const places = Math.max(one.places, other.places);
  return { digits: digitsAt(one, places) + digitsAt(other, places), places };
}

function multiply(one, other) {
  return { digits: one.digits * other.digits, places: one.places + other.places };
}

function compare(one, other) {
  const places = Math.max(one.places, other.places);
  const difference = digitsAt(one, places) - digitsAt(other, places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function isZero(value) {
  return value.digits === 0n;
}

function lengthOf(digits) {
  return digits.toString().length;
}

// The exponent of the first digit: 0 from one to below ten, -1 from a tenth to below one.
function adjusted(value) {
  return lengthOf(value.digits) - 1 - value.places;
}

function halfEven(top, bottom) {
  const quotient = top / bottom;
  const twice = (top % bottom) * 2n;
  const up = twice > bottom || (twice === bottom && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}

// To so many decimals, half to even; zeros fill up.
function rounded(value, places) {
  if (value.places <= places) return { digits: digitsAt(value, places), places };
  return { digits: halfEven(value.digits, power(value.places - places)), places };
}

// One over the other to 100 digits, and whether that is all of it.
function quotient(one, other) {
  if (isZero(one)) return { value: ZERO, isExact: true };
  const top = one.digits * power(other.places);
  const bottom = other.digits * power(one.places);
  let places = PRECISION - (lengthOf(top) - lengthOf(bottom));
  const above = () => (places > 0 ? top * power(places) : top);
  const below = () => (places < 0 ? bottom * power(-places) : bottom);
  if (lengthOf(above() / below()) > PRECISION) places -= 1;
  return { value: exact(halfEven(above(), below()), places), isExact: above() % below() === 0n };
}

// As money.divide: exact where it ends, else to 12 decimals, below a dollar to 12 digits.
function divide(amount, divisor) {
  const { value, isExact } = quotient(amount, divisor);
  if (isExact) return value;
  return rounded(value, Math.max(DERIVED_PLACES, DERIVED_PLACES - 1 - adjusted(value)));
}

// As comparison.ratio: to 4 decimals and at least 4 digits.
function ratio(amount, reference) {
  const { value } = quotient(amount, reference);
  if (isZero(value)) return rounded(value, RATIO_DIGITS);
  return rounded(value, Math.max(RATIO_DIGITS, RATIO_DIGITS - 1 - adjusted(value)));
}

function fixed(value) {
  const text = value.digits.toString().padStart(value.places + 1, "0");
  return value.places === 0 ? text : `${text.slice(0, -value.places)}.${text.slice(-value.places)}`;
}

// The exact value without superfluous zeros.
function plain(value) {
  const text = fixed(value);
  return text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

function grouped(text) {
  const [before, behind] = text.split(".");
  const told = before.replace(/\B(?=(?:[0-9]{3})+$)/g, ",");
  return behind === undefined ? told : `${told}.${behind}`;
}

function decimalsOf(text) {
  return (text.split(".")[1] ?? "").length;
}

// As money.format_usd.
function formatUsd(value) {
  if (isZero(value)) return "$0";
  const places = compare(value, ONE) >= 0 ? CENTS : Math.max(CENTS, 2 - adjusted(value));
  const text = grouped(fixed(rounded(value, places)));
  if (places === CENTS) return `$${text}`;
  const [before, behind] = text.split(".");
  return `$${before}.${behind.replace(/0+$/, "").padEnd(CENTS, "0")}`;
}

// As money.format_usd_column: the same number of decimals down a column; null is an empty cell.
function formatUsdColumn(amounts) {
  const small = { digits: 100n, places: 0 };
  const alone = amounts.map((amount) => (amount === null || compare(amount, ONE) >= 0 ? "" : formatUsd(amount)));
  const shown = amounts.map((amount, row) =>
    amount === null ? 0 : compare(amount, ONE) >= 0 ? CENTS : decimalsOf(alone[row]),
  );
  if (amounts.every((amount) => amount === null || compare(amount, small) < 0)) {
    const inFull = amounts.filter((amount) => amount !== null).map((amount) => decimalsOf(plain(amount)));
    shown.push(...inFull.filter((decimals) => decimals <= IN_FULL));
  }
  const places = Math.min(Math.max(0, ...shown), MOST_PLACES);
  return amounts.map((amount, row) => {
    if (amount === null || isZero(amount) || decimalsOf(alone[row]) > places) return alone[row];
    return `$${grouped(fixed(rounded(amount, places)))}`;
  });
}

// As wording.times: 1.04x, 120x.
function formatTimes(value) {
  const hundred = { digits: 100n, places: 0 };
  const fine = isZero(value) ? CENTS : Math.max(CENTS, 1 - adjusted(value));
  return `${grouped(fixed(rounded(value, compare(value, hundred) >= 0 ? 0 : fine)))}x`;
}
