// Builds static_built/ from static_src/ and the packages: styles, script, icons and letter fonts.
import { copyFile, cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";
import { keepRules } from "./rules.mjs";

const SOURCE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = join(SOURCE, "../node_modules");
const BUILT = join(SOURCE, "../static_built");
const BROWSERS = ["chrome100", "firefox100", "safari15"];

// What we take of the Ministry of Justice's shipped style sheet; its Sass does not compile beside GOV.UK's.
const FROM_JUSTICE = ["moj-interruption-card", "moj-filter-tags", "moj-filter__tag"];

// The letters set these four cuts; this package has whole font files, not subsets.
const CUTS = ["400Regular", "400Regular_Italic", "600SemiBold", "700Bold"];

// The font, the crown and the logo are for GOV.UK alone; a strict page loads nothing from elsewhere.
const FORBIDDEN = [/@font-face/i, /GDS Transport/i, /crown/i, /govuk-logo/i, /url\(["']?(data:|https?:)/i];

function refuseForbidden(css) {
  const fault = FORBIDDEN.find((pattern) => pattern.test(css));
  if (fault) throw new Error(`The style sheet holds what it must not: ${fault}`);
}

async function buildVendorStyles() {
  const govuk = sass.compile(join(SOURCE, "govuk.scss"), { loadPaths: [join(PACKAGES, "govuk-frontend/dist")] });
  const justice = await readFile(join(PACKAGES, "@ministryofjustice/frontend/moj/moj-frontend.min.css"), "utf8");
  const kept = keepRules(justice, FROM_JUSTICE)
    .replaceAll(/"?GDS Transport"?,\s*/gi, "")
    .replaceAll("/assets/images/", "icons/");
  const { code } = await esbuild.transform(`${govuk.css}\n${kept}`, { loader: "css", minify: true, target: BROWSERS });
  refuseForbidden(code);
  await writeFile(join(BUILT, "govuk.css"), code);
}

async function bundle(entry, options) {
  await esbuild.build({
    entryPoints: [join(SOURCE, entry)],
    outdir: BUILT,
    bundle: true,
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    target: BROWSERS,
    ...options,
  });
}

async function copyIcons() {
  const images = join(PACKAGES, "@ministryofjustice/frontend/moj/assets/images");
  await cp(join(SOURCE, "icons"), join(BUILT, "icons"), { recursive: true });
  await copyFile(join(images, "icon-tag-remove-cross.svg"), join(BUILT, "icons/icon-tag-remove-cross.svg"));
  await copyFile(join(images, "icon-tag-remove-cross-white.svg"), join(BUILT, "icons/icon-tag-remove-cross-white.svg"));
}

async function copyFonts() {
  const family = join(PACKAGES, "@expo-google-fonts/source-sans-3");
  await mkdir(join(BUILT, "fonts"), { recursive: true });
  for (const cut of CUTS) {
    const name = `SourceSans3_${cut}.ttf`;
    await copyFile(join(family, cut, name), join(BUILT, "fonts", name));
  }
  await copyFile(join(family, "LICENSE_FONT"), join(BUILT, "fonts/LICENSE_FONT"));
}

await rm(BUILT, { recursive: true, force: true });
await mkdir(BUILT, { recursive: true });
await Promise.all([
  buildVendorStyles(),
  bundle("halfday.css", { external: ["icons/*"] }),
  bundle("js/halfday.js", { format: "esm", target: ["es2020"] }),
  copyIcons(),
  copyFonts(),
]);
console.log(`Built ${(await readdir(BUILT)).sort().join(", ")}.`);
