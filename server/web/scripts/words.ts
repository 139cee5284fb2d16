// What the search box says, in the languages of the pages. The type asks for every text in every language; plural
// forms are those of Unicode (Intl.PluralRules), {n} is the number. One place for page and widget alike, so that a
// widget needs no second file and no request.

type Forms = { one: string; few?: string; other: string };

export interface Words {
  label: string;        // over the box, where the host names none
  button: string;
  suggestions: string;  // the name of the list
  help: string;         // for who does not see the list appear
  count: Forms;
  none: string;
  records: Forms;       // how many hold a suggested word
  copied: string;
  copyFailed: string;
  values: Forms;        // of a facet, that fit what is typed
  noValue: string;
}

export const words = {
  sk: {
    label: "Čo hľadáte?",
    button: "Hľadať",
    suggestions: "Návrhy",
    help: "Keď sa objavia návrhy, prechádzajte nimi šípkami hore a dole a zvolený otvorte klávesom Enter. Na dotykovej obrazovke ich nájdete pod poľom.",
    count: { one: "{n} návrh", few: "{n} návrhy", other: "{n} návrhov" },
    none: "Žiadny návrh",
    records: { one: "{n} záznam", few: "{n} záznamy", other: "{n} záznamov" },
    copied: "Skopírované",
    copyFailed: "Nepodarilo sa skopírovať. Označte text a skopírujte ho sami.",
    values: { one: "{n} možnosť", few: "{n} možnosti", other: "{n} možností" },
    noValue: "Žiadna možnosť",
  },
  cs: {
    label: "Co hledáte?",
    button: "Hledat",
    suggestions: "Návrhy",
    help: "Jakmile se objeví návrhy, procházejte je šipkami nahoru a dolů a vybraný otevřete klávesou Enter. Na dotykové obrazovce je najdete pod polem.",
    count: { one: "{n} návrh", few: "{n} návrhy", other: "{n} návrhů" },
    none: "Žádný návrh",
    records: { one: "{n} záznam", few: "{n} záznamy", other: "{n} záznamů" },
    copied: "Zkopírováno",
    copyFailed: "Zkopírovat se nepodařilo. Označte text a zkopírujte jej sami.",
    values: { one: "{n} možnost", few: "{n} možnosti", other: "{n} možností" },
    noValue: "Žádná možnost",
  },
  de: {
    label: "Wonach suchen Sie?",
    button: "Suchen",
    suggestions: "Vorschläge",
    help: "Sobald Vorschläge erscheinen, gehen Sie mit den Pfeiltasten nach oben und unten durch die Liste und öffnen den gewählten mit der Eingabetaste. Auf einem Touchscreen finden Sie sie unter dem Feld.",
    count: { one: "{n} Vorschlag", other: "{n} Vorschläge" },
    none: "Kein Vorschlag",
    records: { one: "{n} Eintrag", other: "{n} Einträge" },
    copied: "Kopiert",
    copyFailed: "Das Kopieren ist nicht gelungen. Bitte markieren und kopieren Sie den Text selbst.",
    values: { one: "{n} Auswahlmöglichkeit", other: "{n} Auswahlmöglichkeiten" },
    noValue: "Keine Auswahlmöglichkeit",
  },
  hu: {
    label: "Mit keres?",
    button: "Keresés",
    suggestions: "Javaslatok",
    help: "Ha megjelennek a javaslatok, a fel és le nyíllal lépkedhet köztük, a kiválasztottat az Enter billentyűvel nyithatja meg. Érintőképernyőn a mező alatt találja őket.",
    count: { one: "{n} javaslat", other: "{n} javaslat" },
    none: "Nincs javaslat",
    records: { one: "{n} bejegyzés", other: "{n} bejegyzés" },
    copied: "Kimásolva",
    copyFailed: "A másolás nem sikerült. Kérjük, jelölje ki és másolja ki a szöveget kézzel.",
    values: { one: "{n} lehetőség", other: "{n} lehetőség" },
    noValue: "Nincs lehetőség",
  },
  bg: {
    label: "Какво търсите?",
    button: "Търсене",
    suggestions: "Предложения",
    help: "Когато се появят предложения, минавайте през тях със стрелките нагоре и надолу и отворете избраното с клавиша Enter. На сензорен екран ще ги намерите под полето.",
    count: { one: "{n} предложение", other: "{n} предложения" },
    none: "Няма предложения",
    records: { one: "{n} запис", other: "{n} записа" },
    copied: "Копирано",
    copyFailed: "Копирането не беше успешно. Моля, маркирайте текста и го копирайте сами.",
    values: { one: "{n} възможност", other: "{n} възможности" },
    noValue: "Няма възможности",
  },
  en: {
    label: "What are you looking for?",
    button: "Search",
    suggestions: "Suggestions",
    help: "When suggestions appear, go through them with the up and down arrows and open the one you want with Enter. On a touch screen you find them below the field.",
    count: { one: "{n} suggestion", other: "{n} suggestions" },
    none: "No suggestions",
    records: { one: "{n} record", other: "{n} records" },
    copied: "Copied",
    copyFailed: "Copying did not work. Please select the text and copy it yourself.",
    values: { one: "{n} choice", other: "{n} choices" },
    noValue: "No choices",
  },
} satisfies Record<string, Words>;

export type Lang = keyof typeof words;

// "sk-SK" is Slovak; what we do not speak is English.
export function spoken(tag: string): Lang {
  const code = tag.toLowerCase().split("-")[0] ?? "";
  return code in words ? (code as Lang) : "en";
}

export function counted(lang: Lang, forms: Forms, n: number): string {
  const form = new Intl.PluralRules(lang).select(n) as keyof Forms;
  return (forms[form] ?? forms.other).replace("{n}", n.toLocaleString(lang));
}
