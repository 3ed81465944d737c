// The cost of a use of each model by the rules of cost/estimate.py, and their order as in cost/comparison.py.

class Unpriced extends Error {}

function rateOf(rates, name, rules) {
  for (let seen = name; seen !== undefined; seen = rules.parents[seen]) {
    if (seen in rates) return rates[seen];
  }
  return null;
}

// The count of each class that is billed on its own, none twice; classes of 0 are left out.
function billedOf(usage, rules) {
  const billed = {};
  for (const side of ["input", "output"]) {
    const inside = rules.inside[side];
    const rest = inside.reduce((left, name) => left - (usage[name] ?? 0n), usage[side]);
    for (const [name, count] of [[side, rest], ...inside.map((each) => [each, usage[each] ?? 0n])]) {
      if (count) billed[name] = count;
    }
  }
  if (usage.web_search) billed.web_search = usage.web_search;
  return billed;
}

function ofOne(tokens, terms, requests) {
  return terms.spread ? (tokens + requests - 1n) / requests : tokens;
}

// Which of a model's tiers a request is in: 0 up to the first threshold, and for a volume.
function tierOf(model, size) {
  return size === null ? 0 : model.thresholds.filter((threshold) => size > threshold).length;
}

function priced(rates, billed, terms, rules) {
  const count = terms.requests === null || terms.spread ? 1n : terms.requests;
  let total = ZERO;
  for (const [name, tokens] of Object.entries(billed)) {
    const rate = rateOf(rates, name, rules);
    if (rate === null) throw new Unpriced(`no price is known for ${name}`);
    const cost = multiply(rate, whole(tokens * count));
    total = add(total, name === "web_search" ? cost : { digits: cost.digits, places: cost.places + 6 });
  }
  return "request" in rates ? add(total, multiply(rates.request, whole(terms.requests ?? 1n))) : total;
}

function withMarkup(amount, terms) {
  return add(amount, multiply(amount, terms.markup));
}

// The moment to price at, the dearest of those that are possible, with a remark.
function momentOf(model, billed, tier, terms, rules) {
  if (!model.is_timed) return [model.moments[0], []];
  const told = model.moments.map((moment) => ({
    moment,
    total: priced(moment.tiers[tier].rates, billed, terms, rules),
  }));
  const dearest = told.reduce((best, each) => (compare(each.total, best.total) > 0 ? each : best));
  const cheapest = told.reduce((best, each) => (compare(each.total, best.total) < 0 ? each : best));
  if (compare(dearest.total, cheapest.total) === 0) {
    return [dearest.moment, terms.at === null ? [] : [`price at ${dearest.moment.clock} UTC`]];
  }
  const amount = formatUsd(withMarkup(cheapest.total, terms));
  const kind = terms.at === null ? "hour" : "day";
  return [dearest.moment, [`dearest ${kind}; from ${cheapest.moment.when} UTC it costs ${amount}`]];
}

function asOneRequest(model, usage, billed, moment, terms, total, rules) {
  const notes = model.charge === null ? [] : [`one request assumed; each costs ${model.charge}`];
  const tooLong = model.context !== null && usage.input > model.context;
  if (!model.thresholds.length || tooLong) return [notes, false];
  const rates = moment.tiers[tierOf(model, usage.input)].rates;
  const single = withMarkup(priced(rates, billed, terms, rules), terms);
  if (compare(single, total) <= 0) return [notes, false];
  return [[...notes, `as one request ${formatUsd(single)} (long-context rates)`], true];
}

function longContext(model, moment, tier, billed, rules) {
  const [base, now] = [moment.base, moment.tiers[tier]];
  const isSame = (name) => {
    const [one, other] = [rateOf(base, name, rules), rateOf(now.rates, name, rules)];
    return one === null || other === null ? one === other : compare(one, other) === 0;
  };
  if (tier === 0 || Object.keys(billed).every(isSame)) return [];
  return [`over ${told(model.thresholds[tier - 1])} input tokens: ${now.words}`];
}

function limits(model, size, answer) {
  const notes = [];
  if (model.context !== null && size + answer > model.context) {
    const asked = told(size + answer);
    notes.push(`${asked} tokens a request; its context window holds ${told(model.context)}`);
  }
  if (model.max_output !== null && answer > model.max_output) {
    notes.push(`${told(answer)} output tokens; it writes ${told(model.max_output)} at most`);
  }
  return notes;
}

function unseenConditions(model, size) {
  if (model.unseen_above === null || size <= model.unseen_above) return [];
  const above = told(model.unseen_above);
  return [`no long-context rates are known of then; now they hold over ${above} input tokens`];
}

function modalities(model, usage) {
  const wanted = [
    ["audio", "reads", usage.audio_input || usage.audio_cache_read],
    ["image", "reads", usage.image_input],
    ["audio", "writes", usage.audio_output],
    ["image", "writes", usage.image_output],
  ];
  return wanted
    .filter(([kind, verb, tokens]) => tokens && model[verb].length && !model[verb].includes(kind))
    .map(([kind, verb]) => `${kind} is not listed among what it ${verb}`);
}

function noOwnRate(rates, billed, rules) {
  return rules.own_rate_expected
    .filter((name) => name in billed && !(name in rates))
    .map((name) => `no price of its own for ${name}; it costs what ${rules.parents[name]} does`);
}

function estimate(model, usage, terms, rules) {
  const billed = billedOf(usage, rules);
  const size = terms.requests === null ? null : ofOne(usage.input, terms, terms.requests);
  const tier = tierOf(model, size);
  const [moment, hour] = momentOf(model, billed, tier, terms, rules);
  const rates = moment.tiers[tier].rates;
  const isNothing = (name) => !(name in rates) || isZero(rates[name]);
  if (isNothing("input") && isNothing("output") && !model.zero_is_meant) {
    throw new Unpriced("under this condition both rates are 0, which is no price");
  }
  const total = withMarkup(priced(rates, billed, terms, rules), terms);
  const notes = [...model.notes, ...hour];
  const unfit = [];
  let isLong = false;
  if (size === null) {
    const [single, isDearer] = asOneRequest(model, usage, billed, moment, terms, total, rules);
    notes.push(...single);
    isLong = isDearer;
  } else {
    const long = longContext(model, moment, tier, billed, rules);
    unfit.push(...limits(model, size, ofOne(usage.output, terms, terms.requests)));
    notes.push(...long, ...unfit, ...unseenConditions(model, size));
    isLong = long.length > 0;
  }
  const kinds = modalities(model, usage);
  unfit.push(...kinds);
  notes.push(...kinds, ...noOwnRate(rates, billed, rules));
  if (isLong && model.inferred.includes("when")) {
    notes.push("long-context rates are those seen later in that period");
  }
  const inferred = model.inferred.filter((name) => name in billed);
  if (inferred.length) notes.push(`${inferred.join(", ")} not seen then; kept in its ratio to the input rate`);
  return { model, total, notes, fits: unfit.length === 0 };
}

function comparedBy(one, other) {
  return one.fits !== other.fits ? (one.fits ? -1 : 1) : compare(one.total, other.total);
}

function spreadOf(total, per, rules) {
  const told = {};
  const [days, parts] = rules.days[per];
  for (const wanted of ["day", "month", "year"]) {
    const [wantedDays, wantedParts] = rules.days[wanted];
    const longer = multiply(total, whole(wantedDays * parts));
    told[wanted] = wanted === per ? total : divide(longer, whole(days * wantedParts));
  }
  return told;
}

// Every model priced and in order, and those that have no price for this use, in words.
function comparison(data, usage, asked) {
  const terms = { ...asked, markup: data.markup, at: data.at };
  const rows = [];
  const unpriced = [];
  for (const model of data.models) {
    try {
      rows.push(estimate(model, usage, terms, data.rules));
    } catch (error) {
      if (!(error instanceof Unpriced)) throw error;
      unpriced.push(`${error.message} of ${model.id}`);
    }
  }
  // The models stand in the order of their ids, and sorting keeps that among equals.
  rows.sort(comparedBy);
  const reference =
    data.reference === null
      ? rows.find((row) => row.fits && !isZero(row.total))
      : rows.find((row) => row.model.id === data.reference && !isZero(row.total));
  for (const row of rows) {
    row.relative = reference === undefined ? null : ratio(row.total, reference.total);
    row.perRequest = terms.requests === null ? null : divide(row.total, whole(terms.requests));
    row.spread = terms.per === null ? null : spreadOf(row.total, terms.per, data.rules);
  }
  return { rows, unpriced };
}

// What was handed over as text, as decimals and whole numbers.
function decoded(text) {
  const data = JSON.parse(text);
  const number = (count) => (count === null ? null : BigInt(count));
  for (const model of data.models) {
    for (const name of ["context", "max_output", "unseen_above"]) model[name] = number(model[name]);
    model.thresholds = model.thresholds.map(BigInt);
    for (const tier of model.moments.flatMap((moment) => moment.tiers)) {
      for (const name of Object.keys(tier.rates)) tier.rates[name] = decimal(tier.rates[name]);
    }
    for (const moment of model.moments) moment.base = moment.tiers[0].rates;
  }
  data.markup = decimal(data.markup);
  data.rules.most = BigInt(data.rules.most);
  for (const name of Object.keys(data.rules.days)) data.rules.days[name] = data.rules.days[name].map(BigInt);
  return data;
}
