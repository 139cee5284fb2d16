// Written by generate.mjs out of openapi.json; do not edit.

/** Filters: values of a facet, by its name as /api/v1/schema lists it; several are OR. */
export interface Facets {
  [facet: string]: string | number | readonly string[] | undefined;
}

export interface Answer {
  query: Query;
  /** Records that answer the request in full */
  total: number;
  /** Records below them that hold only some of the words */
  partial: number;
  card: Card;
  hits: Array<Hit>;
  facets: {
    [name: string]: Array<FacetValue>;
  };
  /** Of each range facet that is counted and has numbers: the same counts as a few bars of equal width, ascending, without gaps. The first one may be wider, where few records lie far from the others */
  histograms: {
    [name: string]: {
      /** Width of a bar */
      step: number;
      bars: Array<{
        /** As a filter takes it: 2015..2019 */
        value: string;
        from: number;
        /** Belongs to the bar */
        to: number;
        count: number;
        /** Some number that counts in it is chosen */
        selected: boolean;
      }>;
    };
  };
  /** The query with words that stand in records for those that stand in none. It was not searched. */
  did_you_mean: {
    text: string;
    /** Records that answer it in full */
    total: number;
    /** With the filters of the request there are none; the total is without them */
    without_filters: boolean;
  } | null;
  /** Where no record answers in full: which words are to blame, and what finds something. Nothing of it was searched. */
  rescue: {
    /** Words that stand in no record, in no form */
    missing: Array<string>;
    ways: Array<{
      /** What was given up first of all; language: the same words are read in another one; operators: quotation marks, NEAR, title: and = */
      without: "words" | "filters" | "language" | "operators";
      /** What was left out: words as they were understood, or, where only filters were, names of facets */
      removed: Array<string>;
      /** Facets whose filters were taken away */
      removed_filters: Array<string>;
      /** The words may stand anywhere in a record, in any form */
      loosened: boolean;
      /** The query to ask */
      text: string;
      /** The reader's language to ask it in */
      lang: string;
      filters: {
        [name: string]: Array<string>;
      };
      /** Records that answer it in full */
      total: number;
    }>;
  } | null;
  /** The time ran out: total and counts are those of the records seen by then */
  cut_short: boolean;
  took_ms: number;
  generation: number;
}

export interface Query {
  text: string;
  lang: string | null;
  /** Where the query asks what something is ("what is social innovation?", in six languages): what it asks about, which was searched for in its place */
  understood: string | null;
  /** The query as it was understood: every group in brackets, operators in English, fields by name. It may be asked again and means the same */
  parsed: string;
  words: Array<{
    text: string;
    phrase: boolean;
    excluded: boolean;
    optional: boolean;
    languages: Array<string>;
    read_as: Array<string>;
    /** Of each word, in characters of the query from 0 */
    places: Array<{
      position: number;
      length: number;
    }>;
  }>;
  /** Words that name a concept of the thesaurus or a value of a facet: records that have it are found in every language */
  concepts: Array<{
    /** As typed */
    text: string;
    /** Of the concept, or facet/key of a value */
    id: string;
    label: string;
  }>;
  filters: {
    [name: string]: Array<string>;
  };
  sort: "relevance" | "title" | "year";
  match: "auto" | "all" | "any";
  limit: number;
  offset: number;
  /** What could not be read as it is written, in the reader's language */
  problems: Array<{
    code: "quote-open" | "phrase-empty" | "bracket-open" | "bracket-stray" | "bracket-empty" | "bracket-deep" | "operator-dangling" | "near-operand" | "near-distance" | "field-empty" | "field-unknown" | "value-unknown" | "range-bad" | "range-backwards" | "wildcard-short" | "wildcard-many" | "wildcard-wide" | "fuzzy-word" | "fuzzy-phrase" | "fuzzy-wide" | "words-many" | "text-long" | "words-none" | "only-excluded" | "only-stop-words";
    /** Character of the query, from 0 */
    position: number;
    length: number;
    what: string;
    /** What was done instead */
    instead: string;
    /** What would be right; may be empty */
    hint: string;
  }>;
}

/** Where explain=true asks for it: the score is the sum of all parts, taken factor times */
export interface Explanation {
  /** By kind and newness, where the schema's ranking says so */
  factor: number;
  parts: Array<{
    /** Of the query; none where a concept counted */
    word: string | null;
    /** In which the word was read */
    lang: string | null;
    tier: "exact" | "lemma" | "folded" | "title" | "part" | "family" | "alike" | "concept";
    /** That stand in the record */
    forms: Array<string>;
    /** Of all forms, weighted by field */
    frequency: number;
    /** How rare they are, times what the tier counts */
    weight: number;
    score: number;
  }>;
}

export type KeyLabel = {
  key: string;
  label: string;
} | null;

export interface ListedDefinition {
  id: string;
  title: string;
  /** Language of title and summary */
  lang: string;
  /** By another definition of the concept */
  replaced: boolean;
  summary: string;
  term: string | null;
  issuer: string | null;
  year: number | null;
  country: KeyLabel;
  legal_status: KeyLabel;
  version: string | null;
  url: string;
}

/** Where the query names one concept that is defined, with or without words that ask (what is …) */
export type Card = {
  concept: string;
  label: string;
  /** Where the query says it by another name than the preferred one */
  other_name: {
    name: string;
    preferred: string;
    lang: string;
  } | null;
  /** At most three, of the reader's country first */
  definitions: Array<ListedDefinition>;
  /** Definitions there are */
  total: number;
  url: string;
  compare: string;
} | null;

export interface ConceptLink {
  id: string;
  label: string;
  url: string;
}

export interface ConceptList {
  q: string;
  lang: string | null;
  limit: number;
  offset: number;
  total: number;
  concepts: Array<{
    id: string;
    label: string;
    /** That the thesaurus names */
    definitions: number;
    /** The name that was found, where it is not the label */
    matched?: string;
    url: string;
  }>;
  generation: number;
}

export interface RecordConcepts {
  id: string;
  /** By language */
  texts: {
    [name: string]: {
      title: string;
      alternative: Array<string>;
      summary: string;
      /** Without Markdown */
      body: string;
    };
  };
  concepts: Array<{
    id: string;
    label: string;
    url: string;
    /** How much the record says of it; 0: only in words that stand for other concepts, too */
    frequency: number;
    places: Array<{
      lang: string;
      field: "title" | "alternative" | "summary" | "body";
      /** Of alternative names: which, from 0 */
      number?: number;
      begin: number;
      end: number;
      /** The words stand for another concept, too */
      ambiguous: boolean;
    }>;
  }>;
  generation: number;
}

export interface Collocate {
  /** Base form */
  word: string;
  /** Times within five words of the term */
  frequency: number;
  records: number;
  /** Dunning's, against all words of the language */
  log_likelihood: number;
  log_dice: number;
}

export interface ConcordanceLine {
  id: string;
  title: string;
  url: string;
  left: string;
  match: string;
  right: string;
}

/** Of texts in one language */
export interface TermUsage {
  lang: string;
  occurrences: number;
  records: number;
  collocates: Array<Collocate>;
  /** In the order of what follows the term */
  lines: Array<ConcordanceLine>;
}

export interface Concept {
  id: string;
  iri: string;
  lang: string | null;
  label: string;
  names: Array<{
    lang: string;
    preferred: string | null;
    alternative: Array<string>;
  }>;
  definition: string | null;
  scope_note: string | null;
  broader: Array<ConceptLink>;
  narrower: Array<ConceptLink>;
  related: Array<ConceptLink>;
  exact_match: Array<string>;
  deprecated: boolean;
  replaced_by: {
    [name: string]: unknown;
  } | null;
  /** The reader's country first */
  definitions: Array<{
    country: KeyLabel;
    definitions: Array<ListedDefinition>;
  }>;
  /** Of each other kind, those that have the concept or one below it */
  records: Array<{
    kind: string;
    label: string;
    total: number;
    records: Array<{
      id: string;
      title: string;
      lang: string;
      country: KeyLabel;
      url: string;
    }>;
  }>;
  /** Of each country at most three records whose texts name it */
  uses: Array<{
    country: KeyLabel;
    /** That have it */
    records: number;
    /** Places and words beside the term; the reader's language first */
    texts: Array<TermUsage>;
    uses: Array<{
      id: string;
      kind: string;
      title: string;
      lang: string;
      url: string;
      /** As the reader reads it best; then the original */
      passages: Array<{
        lang: string;
        /** Escaped text and <mark>, nothing else */
        html: string;
      }>;
    }>;
  }>;
  /** Finds all its records */
  query: string;
  url: string;
  compare: string;
  generation: number;
}

export type DefinitionText = {
  lang: string;
  title: string;
  summary: string;
  /** Markdown */
  body: string;
  /** The original has changed since */
  stale?: boolean;
} | null;

/** How many of the analysed definitions have it */
export type Agreement = "all" | "some" | "one" | "none";

export interface Aspect {
  key: string;
  label: string;
  agreement: Agreement;
  /** Ids of definitions that have it */
  in: Array<string>;
  /** Ids of analysed definitions that have it not */
  missing_in: Array<string>;
  /** Of a dimension: those that some definition has */
  elements?: Array<Aspect>;
}

export interface AgreementKeys {
  dimensions: Array<string>;
  elements?: Array<string>;
}

export interface Comparison {
  concept: string | null;
  label: string | null;
  lang: string | null;
  narrower: boolean;
  /** The columns */
  definitions: Array<{
    id: string;
    url: string;
    term: string | null;
    issuer: string | null;
    year: number | null;
    country: KeyLabel;
    legal_status: KeyLabel;
    version: string | null;
    /** Of those compared, which it defines */
    concepts: Array<string>;
    original: DefinitionText;
    translation: DefinitionText;
    sources: Array<Source>;
    /** Its elements or dimensions are known; one that is not analysed lacks nothing */
    analysed: boolean;
    dimensions: Array<string>;
    elements: Array<string>;
  }>;
  /** Definitions whose elements are known: those that are counted */
  analysed: number;
  /** Definitions beyond the 60th */
  left_out: number;
  /** Countries asked for that have no definition of the concept */
  without: Array<{
    country: string;
    label: string;
  }>;
  /** The rows, in the order of the vocabulary */
  dimensions: Array<Aspect>;
  summary: {
    all: AgreementKeys;
    some: AgreementKeys;
    one: AgreementKeys;
    none: AgreementKeys;
    [name: string]: AgreementKeys;
  };
  choices: {
    countries: Array<{
      country: string;
      label: string;
      definitions: number;
      selected: boolean;
    }>;
    definitions: Array<{
      id: string;
      title: string;
      selected: boolean;
    }>;
    /** Concepts below it that are defined */
    narrower: Array<{
      id: string;
      label: string;
      definitions: number;
    }>;
  };
  generation: number;
}

export interface Hit {
  id: string;
  kind: string;
  title: string;
  /** Language of title and snippet */
  lang: string;
  /** HTML: escaped text and <mark>, nothing else */
  snippet: string;
  url: string;
  facets: {
    [name: string]: Array<string>;
  };
  /** What brought this record, one plain sentence */
  why: string;
  score: number;
  /** The title in the language of the request; present where the record has one and title is in another language */
  reader_title?: string;
  /** Present where the snippet is from an attachment: its title, or its file */
  attachment?: string;
  /** Present and true where only some of the words were found */
  partial?: boolean;
  /** Present and true where a best bet of the editors puts it there */
  pinned?: boolean;
  explain?: Explanation;
}

export interface FacetValue {
  value: string;
  label: string;
  count: number;
  selected: boolean;
  /** values above it in the vocabulary; each counts the records of all below it once */
  broader?: Array<string>;
}

export interface SimilarRecords {
  id: string;
  lang: string | null;
  similar: Array<{
    id: string;
    kind: string;
    title: string;
    /** Language of the title */
    lang: string;
    url: string;
    /** Key of the country */
    country: string | null;
    /** 0 to 1 */
    score: number;
    /** The record names it as related itself */
    related: boolean;
    /** By facet the values that both have, the rarest first; concepts of the thesaurus that both name; rare words that both hold */
    shared: {
      concepts: Array<{
        /** Id of the concept */
        value: string;
        label: string;
      }>;
      words: Array<string>;
      [name: string]: Array<{
        value: string;
        label: string;
      }> | Array<{
        /** Id of the concept */
        value: string;
        label: string;
      }> | Array<string>;
    };
    /** What they share, one plain sentence */
    why: string;
  }>;
  generation: number;
}

/** What a record of the first step is to the one in the middle: a role of the schema, by either end (run_by, runs, ...), else one that follows from the kinds of both (practices, partners_abroad, linked_definitions, same_concept, ...). */
export type NetworkRole = string;

export interface Network {
  id: string;
  kind: string;
  /** Empty where there is none. */
  country: string;
  title: string;
  /** Of the title. */
  lang: string;
  /** The first step by role, then the second. */
  records: Array<{
    id: string;
    kind: string;
    country: string;
    title: string;
    lang: string;
    /** Both countries are known and differ. */
    abroad: boolean;
    step: number;
    role?: NetworkRole;
    /** First step: all it is to the record, role being the first. */
    roles?: Array<NetworkRole>;
    /** Second step: id of the record that leads to it. */
    via?: string;
    url: string;
  }>;
  /** Of the first step, the most frequent first. */
  countries: Array<{
    country: string;
    label: string;
    count: number;
    abroad: boolean;
  }>;
  /** Of the first step, in the order in which they are shown. */
  roles: Array<{
    role: NetworkRole;
    count: number;
  }>;
  /** Records of the first step in another country. */
  abroad: number;
  /** Records of the first step beyond 60. */
  left_out: number;
  generation: number;
}

export interface Map {
  /** Records that answer the search. */
  total: number;
  /** The most frequent first. */
  countries: Array<{
    country: string;
    label: string;
    count: number;
    kinds: {
      [name: string]: number;
    };
  }>;
  /** Those that have coordinates, the most frequent first. */
  places: Array<{
    country: string;
    /** As it stands in the records; empty where they have none. */
    place: string;
    /** The mean of the records. */
    lat: number;
    lon: number;
    count: number;
    kinds: {
      [name: string]: number;
    };
  }>;
  /** Records of no place, or of one without coordinates. */
  without_place: number;
  /** More than 10,000 records: countries only. */
  places_left_out: boolean;
  cut_short: boolean;
  generation: number;
}

export interface FacetValues {
  facet: string;
  label: string;
  q: string;
  query: string;
  lang: string | null;
  filters: {
    [name: string]: Array<string>;
  };
  /** Values that are found, whatever the limit */
  total: number;
  values: Array<{
    value: string;
    label: string;
    count: number;
    selected: boolean;
    /** The name that was found, where it is not the label */
    matched?: string;
  }>;
  /** Records that answer the search */
  records: number;
  cut_short: boolean;
  generation: number;
}

export interface TitleList {
  lang: string | null;
  letter: string | null;
  filters: {
    [name: string]: Array<string>;
  };
  limit: number;
  offset: number;
  /** Records that pass the filters: the sum of the letters */
  records: number;
  /** The letters of the reader's alphabet, then others under which there are titles, # last */
  letters: Array<{
    letter: string;
    count: number;
  }>;
  /** Records under the letter asked for */
  total: number;
  /** In the order of the reader's language */
  titles: Array<{
    id: string;
    kind: string;
    title: string;
    /** Language of the title */
    lang: string;
    letter: string;
    url: string;
  }>;
  generation: number;
}

export interface Suggestions {
  query: {
    /** What was read */
    text: string;
    lang: string | null;
    /** More was typed than is read */
    cut: boolean;
  };
  groups: Array<{
    /** A kind of the schema, or queries: words that stand in the records */
    kind: string;
    /** Plural, in the reader's language */
    label: string;
    /** How many records or words fit */
    total: number;
    suggestions: Array<Suggestion>;
  }>;
  took_ms: number;
  generation: number;
}

export interface Suggestion {
  /** Of the record; a word has none */
  id?: string;
  /** Of the record in `lang`, or the word in lower case */
  title: string;
  /** The reader's language if the record fits in it, else the one it fits in */
  lang: string;
  /** The record's page, or a search for the word */
  url: string;
  /** The title as HTML: escaped text and <mark>, nothing else */
  highlight: string;
  /** Likewise the name of the record that fits, where its title does not */
  other_name?: string;
  /** Of a word: records that hold it in this language */
  count?: number;
}

export interface Record {
  id: string;
  kind: string;
  /** Language that the record was written in */
  original: string;
  languages: Array<string>;
  /** By field name, as /api/v1/schema lists them; vocabulary values as keys */
  facts: {
    [name: string]: unknown;
  };
  sources: Array<Source>;
  labels: {
    [name: string]: {
      [name: string]: string;
    };
  };
  text?: Text;
  texts: {
    [name: string]: Text;
  };
  /** Each record once */
  related: Array<{
    id: string;
    title: string;
    /** In which this record names it; one with a role if there is such */
    field: string;
    /** What it is to this record, by what either of the two says */
    roles: Array<NetworkRole>;
    url: string;
  }>;
  url: string;
  generation: number;
}

export interface Text {
  title: string;
  summary: string;
  /** Markdown */
  body: string;
  alternative: Array<string>;
  /** Present where there are some */
  attachments?: Array<{
    file: string;
    title: string;
    pages?: number;
  }>;
  /** Hash of the original that this was translated from */
  translation_of?: string;
  /** The original has changed since */
  stale?: boolean;
  /** In `text` only: the language taken */
  lang?: string;
}

export interface Source {
  title: string;
  url: string;
  publisher: string;
  year?: number;
}

export interface Labels {
  [name: string]: string;
}

export interface Schema {
  languages: Array<string>;
  kinds: Array<{
    name: string;
    labels: Labels;
    plural: Labels;
  }>;
  fields: Array<{
    name: string;
    type: string;
    labels: Labels;
    vocabulary?: string;
    minimum?: number;
    maximum?: number;
    /** Present where the field says a role: what the record is to those it names */
    inverse?: {
      name: string;
      labels: Labels;
    };
  }>;
  facets: Array<{
    name: string;
    type: "values" | "range";
    /** Counted only where a request names it in facets or filters by it */
    on_request?: boolean;
    labels: Labels;
    vocabulary?: string;
  }>;
  vocabularies: {
    [name: string]: Array<{
      key: string;
      labels: Labels;
      broader: Array<string>;
    }>;
  };
  generation: number;
}

export interface Live {
  status: "live";
}

export interface Ready {
  status: "ready";
  generation: number;
  records: number;
  published_at: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance?: string;
}

export interface InvalidParameters {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance?: string;
  errors?: Array<{
    parameter: string;
    detail: string;
    hint?: string;
  }>;
}

export interface NotAcceptable {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance?: string;
  available: Array<{
    /** Media type */
    type: string;
    url: string;
  }>;
}

/** What each path takes and answers. */
export interface Paths {
  /** Records that answer a query, with exact facet counts */
  "/api/v1/search": {
    path: {};
    query: {
      /** Words, "a phrase", -excluded, AND OR NOT, brackets, title:word, country:sk, year:2015..2020, NEAR/5, inov*, word~, =exact. At most 1000 characters; the rest is left out and query.problems says so. Empty: all records. */
      q?: string;
      /** The reader's language: of titles, snippets, labels and explanations where there is a choice. */
      lang?: string;
      sort?: "relevance" | "title" | "year";
      /** Whether a record must hold all words. auto: all, filled up with records that hold some where fewer than ten do. */
      match?: "auto" | "all" | "any";
      /** Whether words that name a concept also find records that name it in other words and languages, below those that hold the words. */
      concepts?: "yes" | "no";
      /** Whether each hit carries the numbers behind its score. */
      explain?: "true" | "false";
      limit?: number;
      /** offset + limit is 10000 at most. */
      offset?: number;
      /** Facets to count, joined with commas; left out: all, empty: none. */
      facets?: string;
    } & Facets;
    answer: Answer;
  };
  /** Records and words that a text may be the beginning of */
  "/api/v1/suggest": {
    path: {};
    query: {
      /** What was typed so far. Read are its first 100 characters. */
      q?: string;
      /** The reader's language: of titles, snippets, labels and explanations where there is a choice. */
      lang?: string;
    };
    answer: Suggestions;
  };
  /** The same for a browser's search box */
  "/api/v1/suggest/opensearch": {
    path: {};
    query: {
      /** What was typed so far. Read are its first 100 characters. */
      q?: string;
      /** The reader's language: of titles, snippets, labels and explanations where there is a choice. */
      lang?: string;
    };
    answer: Array<unknown>;
  };
  /** One record with all its facts and texts */
  "/api/v1/records/{id}": {
    path: {
      id: string;
    };
    query: {
      /** The reader's language: of titles, snippets, labels and explanations where there is a choice. */
      lang?: string;
    };
    answer: Record;
  };
  /** Records like one, and what they share */
  "/api/v1/records/{id}/similar": {
    path: {
      id: string;
    };
    query: {
      /** The reader's language: of titles, snippets, labels and explanations where there is a choice. */
      lang?: string;
      limit?: number;
    };
    answer: SimilarRecords;
  };
  /** The records around one, and those one step further */
  "/api/v1/records/{id}/network": {
    path: {
      id: string;
    };
    query: {
      /** The reader's language: of titles, snippets, labels and explanations where there is a choice. */
      lang?: string;
    };
    answer: Network;
  };
  /** The concepts of a record, with the places of its texts that name them */
  "/api/v1/records/{id}/concepts": {
    path: {
      id: string;
    };
    query: {
      /** The reader's language: of titles, snippets, labels and explanations where there is a choice. */
      lang?: string;
    };
    answer: RecordConcepts;
  };
  /** Values of one facet whose name is being typed, with exact counts within a search */
  "/api/v1/facets/{facet}": {
    path: {
      facet: string;
    };
    query: {
      /** What is typed of the name. Empty: all values. */
      q?: string;
      /** The words of the search that is counted in: its q. */
      query?: string;
      /** The reader's language: of titles, snippets, labels and explanations where there is a choice. */
      lang?: string;
      /** Whether a record must hold all words. auto: all, filled up with records that hold some where fewer than ten do. */
      match?: "auto" | "all" | "any";
      /** By count, then label; or by label (a range: by number). */
      sort?: "count" | "label";
      /** Values; selected ones may be more. */
      limit?: number;
    } & Facets;
    answer: FacetValues;
  };
  /** Records from A to Z: letters with counts, and the titles under one */
  "/api/v1/titles": {
    path: {};
    query: {
      /** The reader's language: of titles, snippets, labels and explanations where there is a choice. */
      lang?: string;
      /** A letter of the reader's alphabet, such as Ch; # for titles that begin with none. Left out: all titles. */
      letter?: string;
      limit?: number;
      /** offset + limit is 10000 at most. */
      offset?: number;
    } & Facets;
    answer: TitleList;
  };
  /** Concepts of the thesaurus from A to Z, or those whose name is being typed */
  "/api/v1/concepts": {
    path: {};
    query: {
      /** Each word begins a word of one name of the concept, in whatever language; marks and case are not needed. Empty: all. */
      q?: string;
      /** The reader's language: of titles, snippets, labels and explanations where there is a choice. */
      lang?: string;
      limit?: number;
      /** offset + limit is 10000 at most. */
      offset?: number;
    };
    answer: ConceptList;
  };
  /** One concept: names, neighbours, definitions by country, records that have it, passages that use it */
  "/api/v1/concepts/{id}": {
    path: {
      id: string;
    };
    query: {
      /** The reader's language: of titles, snippets, labels and explanations where there is a choice. */
      lang?: string;
    };
    answer: Concept;
  };
  /** Definitions of a concept side by side, aligned by dimensions and elements */
  "/api/v1/compare": {
    path: {};
    query: {
      concept?: string;
      /** Keys joined with commas, or repeated; their order is that of the columns. */
      countries?: string;
      /** Definitions by their ids, joined with commas, or repeated; at most 60. */
      ids?: string;
      /** Whether definitions of narrower concepts are columns, too. */
      narrower?: "yes" | "no";
      /** The reader's language: of titles, snippets, labels and explanations where there is a choice. */
      lang?: string;
      format?: "json" | "csv";
    };
    answer: Comparison;
  };
  /** The records of a search by country and by place */
  "/api/v1/map": {
    path: {};
    query: {
      /** As in a search. */
      q?: string;
      /** The reader's language: of titles, snippets, labels and explanations where there is a choice. */
      lang?: string;
      /** Whether a record must hold all words. auto: all, filled up with records that hold some where fewer than ten do. */
      match?: "auto" | "all" | "any";
      /** As in a search. */
      concepts?: "yes" | "no";
    } & Facets;
    answer: Map;
  };
  /** Kinds, fields, facets and vocabularies with their labels */
  "/api/v1/schema": {
    path: {};
    query: {};
    answer: Schema;
  };
  /** This description */
  "/api/v1/openapi.json": {
    path: {};
    query: {};
    answer: {
      openapi: unknown;
      info: unknown;
      paths: unknown;
    };
  };
  /** The process answers */
  "/health/live": {
    path: {};
    query: {};
    answer: Live;
  };
  /** A generation is open */
  "/health/ready": {
    path: {};
    query: {};
    answer: Ready;
  };
  /** Counters for Prometheus */
  "/metrics": {
    path: {};
    query: {};
    answer: string;
  };
}
