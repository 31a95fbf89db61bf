// Small comforts; every page works without them.
import { Button, CharacterCount, Checkboxes, PasswordInput, Radios, SkipLink, createAll } from "govuk-frontend";
import { focusErrorSummary } from "./errors.js";
import { makeRegistersWalkable } from "./register.js";
import { keepWorkFresh } from "./work.js";

// GOV.UK's components ask for these classes; their own inline script is not allowed on our pages.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const component of [Button, CharacterCount, Checkboxes, PasswordInput, Radios, SkipLink]) {
  createAll(component);
}
focusErrorSummary(document);
makeRegistersWalkable(document);
keepWorkFresh(document);
