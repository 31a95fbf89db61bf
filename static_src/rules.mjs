// Takes the rules of chosen components out of a shipped, minified style sheet.

/** Splits CSS into its top-level statements: a head and, in braces, a body. */
function* statements(css) {
  let start = 0;
  while (start < css.length) {
    const open = css.indexOf("{", start);
    const end = css.indexOf(";", start);
    if (open === -1) return;
    if (end !== -1 && end < open) {
      start = end + 1;
      continue;
    }
    let depth = 1;
    let at = open + 1;
    for (; depth > 0 && at < css.length; at += 1) {
      if (css[at] === "{") depth += 1;
      else if (css[at] === "}") depth -= 1;
    }
    yield { head: css.slice(start, open).trim(), body: css.slice(open + 1, at - 1) };
    start = at;
  }
}

/** Keeps the rules whose every selector begins with one of the class names, media queries included. */
export function keepRules(css, names) {
  const wanted = (selector) => names.some((name) => selector.trim().startsWith(`.${name}`));
  let kept = "";
  for (const { head, body } of statements(css.replace(/\/\*[\s\S]*?\*\//g, ""))) {
    if (head.startsWith("@media") || head.startsWith("@supports")) {
      const inner = keepRules(body, names);
      if (inner) kept += `${head}{${inner}}`;
    } else if (!head.startsWith("@") && head.split(",").every(wanted)) {
      kept += `${head}{${body}}`;
    }
  }
  return kept;
}
