// Text and elements. Whatever comes from a server or an article becomes text, never markup.

const SVG = "http://www.w3.org/2000/svg";
const UNKNOWN = "date unknown";

/** Make an element: "on…" listens, true and false set and leave out, strings inside are text. */
function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside.flat().filter((one) => one !== ""));
  return element;
}

/** Make an element of the widget's own words, on a page of any language. */
const own = (tag, attributes, ...inside) => make(tag, { lang: "en", ...attributes }, ...inside);

function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** The place in a JavaScript string of its n-th code point, which is what offsets count. */
function unit(text, n) {
  let at = 0;
  for (; n > 0 && at < text.length; n--) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

/** A day, month or year in words: "22 November 2026". */
function spokenDay(day) {
  const [, year, month, date] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(day) ?? [];
  if (!year) return day;
  return new Intl.DateTimeFormat("en-GB", {
    year: "numeric",
    month: month && "long",
    day: date && "numeric",
    timeZone: "UTC",
  }).format(Date.UTC(year, (month ?? 1) - 1, date ?? 1));
}

function spokenDays(first, last) {
  return first === last ? spokenDay(first) : `${spokenDay(first)} to ${spokenDay(last)}`;
}

function spokenPeriod({ use, published_from: from, published_to: to }) {
  if (use === "newest") return "newest articles first";
  let which = `of ${spokenDays(from, to)}`;
  if (!to) which = `from ${spokenDay(from)} on`;
  else if (!from) which = `until ${spokenDay(to)}`;
  return use === "filter" ? `only articles ${which}` : `articles ${which} preferred`;
}

const nameOf = (source) => source.title || source.opening || source.article_id;

/** Names and a day, those that are known, each kept from reordering its neighbours. */
function byline(names, day) {
  const parts = names.filter(Boolean).map((name) => make("bdi", {}, name));
  parts.push(day ? own("time", { datetime: day, dir: "ltr" }, spokenDay(day)) : UNKNOWN);
  return parts.flatMap((part, n) => (n ? [" · ", part] : [part]));
}

/** A link to an article's original, if its address is one that a browser may well be sent to. */
function original(address) {
  if (/[\s\\]/.test(address) || !URL.canParse(address)) return "";
  const url = new URL(address);
  if (!["http:", "https:"].includes(url.protocol) || url.username || url.password) return "";
  const link = { href: url.href, target: "_blank", rel: "noopener noreferrer" };
  return own("p", {}, make("a", link, `Read the original at ${url.host}`));
}
