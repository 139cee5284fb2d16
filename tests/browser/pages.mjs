// One page of each sort, and the ways in which people see it. The record has Slovak and English texts.
export const pages = {
  home: (lang) => `/?lang=${lang}`,
  results: (lang) => `/?lang=${lang}&q=social&country=at&match=any`,
  record: (lang) => `/record/at-magma?lang=${lang}`,
  organisation: (lang) => `/record/org-siplus-at?lang=${lang}`,
  map: (lang) => `/map?lang=${lang}`,
  letters: (lang) => `/a-z?lang=${lang}`,
  card: (lang) => `/?lang=${lang}&q=social+innovation`,
  concept: (lang) => `/concept/social-enterprise?lang=${lang}`,
  compare: (lang) => `/compare?concept=social-innovation&countries=sk,at,hu,bg,eu&lang=${lang}`,
  pick: (lang) => `/compare?lang=${lang}`,
  nothing: (lang) => `/?lang=${lang}&q=zzqqxxyy`,
  fault: (lang) => `/?lang=${lang}&country=zz`,
  about: (lang) => `/about?lang=${lang}`,
  missing: (lang) => `/nowhere?lang=${lang}`,
};

const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 375, height: 800 }, hasTouch: true, isMobile: true };

// `text`: how large the reader has set it, in per cent.
export const states = {
  desktop: { options: desktop },
  phone: { options: phone },
  narrow: { options: { viewport: { width: 320, height: 640 } } },
  "without JavaScript": { options: { ...desktop, javaScriptEnabled: false } },
  dark: { options: { ...desktop, colorScheme: "dark" } },
  "forced colours": { options: { ...desktop, forcedColors: "active" } },
  "200 % text": { options: desktop, text: 200 },
};

// Opens a page as it is seen in a state.
export async function open(page, address, state) {
  await page.goto(address);
  if (state.text) await page.evaluate((size) => { document.documentElement.style.fontSize = `${size}%`; }, state.text);
}
