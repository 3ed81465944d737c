// What the fields of the form ask for, refused as cli/question.py and cost/usage.py refuse it.

// The use and its terms; or, by field, why there is none.
function question(values, rules) {
  const errors = {};
  const read = (name, parse) => {
    if (!values[name]) return null;
    try {
      return parse(values[name]);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors[name] = error.message;
      return null;
    }
  };
  const usage = {};
  const count = (text) => parseCount(text, rules.most);
  for (const side of ["input", "output"]) usage[side] = read(side, count) ?? 0n;
  if (!values.input && !values.output) errors.input = "no tokens given; say how many";
  for (const side of ["input", "output"]) {
    // Of a whole that can't be read a part can be any.
    const all = side in errors ? rules.most : usage[side];
    for (const name of rules.inside[side]) {
      const part = read(name, (text) => parsePart(text, all, rules.most));
      if (part !== null) usage[name] = part;
    }
    refuseParts(usage, side, rules, errors);
  }
  usage.web_search = read("web_search", count) ?? 0n;
  const requests = read("requests", (text) => parseRequests(text, rules.most));
  const needed = { "the total": values.spread, [`per ${values.per}`]: values.per };
  for (const [what, isAsked] of Object.entries(needed)) {
    if (isAsked && !values.requests) errors.requests = `${what} needs a number of requests; say how many`;
  }
  const terms = { requests, spread: Boolean(values.spread), per: values.per || null };
  return { usage, terms, errors };
}

function refuseParts(usage, side, rules, errors) {
  const names = rules.inside[side].filter((name) => usage[name]);
  const sum = names.reduce((added, name) => added + usage[name], 0n);
  if (side in errors || sum <= usage[side]) return;
  const stated = names.map((name) => `${name} ${told(usage[name])}`).join(" + ");
  errors[side] = `${stated} is more than ${side} ${told(usage[side])}; ${side} is the total, these included`;
}
