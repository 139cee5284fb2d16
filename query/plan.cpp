#include "query/plan.h"

#include <algorithm>

#include "query/alike.h"
#include "query/near_forms.h"
#include "query/spelling.h"
#include "query/weights.h"
#include "stemmers/folding.h"

namespace pramen::query {
namespace {

using indexer::FormKey;

// `*` stands for any letters or none, `?` for one letter.
bool fits(std::string_view text, std::string_view pattern) {
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  std::size_t t = 0, p = 0, star = std::string_view::npos, retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && pattern[p] == '?') {
      do ++t;
      while (t < text.size() && continues(text[t]));
      ++p;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++t;
      ++p;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

void join(std::vector<Form>& forms, const std::vector<Form>& more) {
  std::vector<Form> joined;
  std::ranges::set_union(forms, more, std::back_inserter(joined));
  forms = std::move(joined);
}

// Each form once, at its closest.
void sort_by_form(std::vector<WordForms::Near>& forms) {
  std::ranges::sort(forms, [](const WordForms::Near& a, const WordForms::Near& b) {
    return a.form != b.form ? a.form < b.form : a.closeness < b.closeness;
  });
  const auto same = std::ranges::unique(forms, {}, &WordForms::Near::form);
  forms.erase(same.begin(), same.end());
}

// Whether there were more.
bool keep_commonest(const indexer::Forms& all, std::vector<Form>& forms, std::size_t most) {
  if (forms.size() <= most) return false;
  std::ranges::nth_element(forms, forms.begin() + static_cast<std::ptrdiff_t>(most), {},
                           [&](Form form) { return std::pair(~all.words(form), form); });
  forms.resize(most);
  std::ranges::sort(forms);
  return true;
}

}  // namespace

Node weighed(Node node, double factor) {
  for (Node& child : node.children) child = weighed(std::move(child), factor);
  for (WordForms& reading : node.readings) {
    for (FormGroup& group : reading.groups) group.weight *= factor;
  }
  return node;
}

const WordForms& Planner::expand(const QueryWord& word, const Reading& reading) const {
  const Asked asked{reading.language, word.pattern, reading.word, word.exact, word.title, word.edits};
  if (const auto known = expanded_.find(asked); known != expanded_.end()) return known->second;
  return expanded_.emplace(asked, expanded(word, reading)).first->second;
}

WordForms Planner::expanded(const QueryWord& word, const Reading& reading) const {
  static const std::vector<Tier> all_but_exact = {Tier::lemma, Tier::folded, Tier::part, Tier::family};
  WordForms made = word.pattern.empty() ? expand_tiers(reading, word.exact ? all_but_exact : without_)
                                        : expand_pattern(word, reading);
  if (word.edits > 0) add_similar(word, reading, made);
  if (word.title) keep_titles(made);
  return made;
}

// With them comes what the word finds by its own forms, so that those weigh more.
void Planner::add_similar(const QueryWord& word, const Reading& reading, WordForms& made) const {
  std::vector<Form> own, similar = near_forms(forms_, made.language, reading.word->exact, word.edits);
  for (const WordForms::Near& near : made.forms) {
    if (near.closeness <= Closeness::folded) own.push_back(near.form);
  }
  std::erase_if(similar, [&](Form form) { return std::ranges::binary_search(own, form); });
  made.cut = keep_commonest(forms_, similar, max_similar_forms);
  for (const Form form : similar) made.forms.push_back({form, Closeness::similar});
  sort_by_form(made.forms);
  join(similar, own);
  if (!similar.empty()) made.groups.push_back({Tier::alike, similar_weight, false, std::move(similar)});
}

void Planner::keep_titles(WordForms& made) const {
  std::erase_if(made.groups, &FormGroup::title);  // it would count twice
  const auto in_no_title = [&](Form form) { return forms_.title_records(form) == 0; };
  for (FormGroup& group : made.groups) {
    group.title = true;
    std::erase_if(group.forms, in_no_title);
  }
  std::erase_if(made.groups, [](const FormGroup& group) { return group.forms.empty(); });
  std::erase_if(made.forms, [&](const WordForms::Near& near) { return in_no_title(near.form); });
}

WordForms Planner::expand_tiers(const Reading& reading, const std::vector<Tier>& without) const {
  const auto wants = [&](Tier tier) { return std::ranges::find(without, tier) == without.end(); };
  const stemmers::Word& word = *reading.word;
  const std::string& lang = reading.language->code();
  WordForms made{.language = lang, .groups = {}, .forms = {}};
  const auto found_by = [&](FormKey kind, const std::vector<std::string>& keys) {
    std::vector<Form> forms;
    for (const std::string& key : keys) join(forms, forms_.found_by(kind, lang, key));
    return forms;
  };
  const auto standing = [&](const std::vector<std::string>& texts) {
    std::vector<Form> forms;
    for (const std::string& text : texts) {
      if (const auto form = forms_.find(lang, text)) join(forms, {*form});
    }
    return forms;
  };
  const auto add = [&](Tier tier, double weight, std::vector<Form> forms) {
    if (!forms.empty()) made.groups.push_back({tier, weight, tier == Tier::title, std::move(forms)});
  };
  const auto note = [&](const std::vector<Form>& forms, Closeness closeness) {
    for (const Form form : forms) made.forms.push_back({form, closeness});
  };

  std::vector<Form> strange = found_by(FormKey::lemma, word.unlike);
  if (!strange.empty()) {
    const std::vector<Form> own = found_by(FormKey::lemma, word.lemmas);
    std::erase_if(strange, [&](Form form) { return std::ranges::binary_search(own, form); });
  }
  const auto without_strange = [&](std::vector<Form> forms) {
    std::erase_if(forms, [&](Form form) { return std::ranges::binary_search(strange, form); });
    return forms;
  };

  std::vector<Form> forms = standing({word.exact});  // grows from tier to tier
  if (wants(Tier::exact)) {
    add(Tier::exact, exact_weight, forms);
    note(forms, Closeness::exact);
  }
  std::vector<Form> spellings;
  if (wants(Tier::folded) && !word.spellings.empty()) {
    spellings = standing(word.spellings);
    add(Tier::folded, spelling_weight, spellings);
    note(spellings, Closeness::folded);
  }
  if (wants(Tier::lemma)) {
    join(forms, found_by(FormKey::lemma, word.lemmas));
    add(Tier::lemma, lemma_weight, forms);
    note(forms, Closeness::lemma);
  }
  if (wants(Tier::folded)) {
    join(forms, without_strange(found_by(FormKey::folded, word.folded)));
    join(forms, spellings);
    add(Tier::folded, folded_weight, forms);
    note(forms, Closeness::folded);
  }
  if (wants(Tier::title)) {
    std::vector<Form> titles = forms;
    std::erase_if(titles, [&](Form form) { return forms_.title_records(form) == 0; });
    add(Tier::title, title_weight, std::move(titles));
  }
  if (wants(Tier::part)) {
    std::vector<Form> parts = found_by(FormKey::part, word.folded);
    note(parts, Closeness::part);
    add(Tier::part, part_weight, std::move(parts));
  }
  if (wants(Tier::family)) {
    std::vector<Form> families = without_strange(found_by(FormKey::family, word.families));
    note(families, Closeness::family);
    add(Tier::family, family_weight, std::move(families));
  }
  sort_by_form(made.forms);
  return made;
}

WordForms Planner::expand_pattern(const QueryWord& word, const Reading& reading) const {
  const std::string& lang = reading.language->code();
  const std::string& pattern = word.pattern;
  const bool unmarked = !word.exact && std::ranges::find(without_, Tier::folded) == without_.end();
  const std::string literal = pattern.substr(0, pattern.find_first_of("*?"));
  const std::string plain_pattern = stemmers::fold_marks(pattern), plain_literal = stemmers::fold_marks(literal);
  std::vector<Form> forms;
  const auto take = [&](const indexer::Forms::Range& range, std::string_view wanted) {
    std::vector<Form> fitting;
    for (Form form = range.begin; form < range.end; ++form) {
      if (fits(forms_.text(form), wanted)) fitting.push_back(form);
    }
    join(forms, fitting);
  };
  take(forms_.with_prefix(lang, literal), pattern);
  if (unmarked) {
    // With marks and without them: a pattern with marks also finds what was written without.
    if (plain_pattern != pattern) take(forms_.with_prefix(lang, plain_literal), plain_pattern);
    std::vector<Form> marked = forms_.found_by_prefix(FormKey::unmarked, lang, plain_literal);
    std::erase_if(marked, [&](Form form) { return !fits(stemmers::fold_marks(forms_.text(form)), plain_pattern); });
    if (plain_pattern == pattern) join(forms, marked);
  }
  WordForms made{.language = lang, .groups = {}, .forms = {}};
  made.cut = keep_commonest(forms_, forms, word.most_forms);
  for (const Form form : forms) made.forms.push_back({form, Closeness::folded});
  if (!forms.empty()) made.groups.push_back({Tier::folded, folded_weight, false, std::move(forms)});
  return made;
}

Node Planner::word(const QueryWord& word) const {
  Node node{.kind = Node::Kind::word, .children = {}, .readings = {}, .condition = {}, .text = word.text};
  for (const Reading& reading : word.readings) {
    if (const WordForms& forms = expand(word, reading); !forms.groups.empty()) node.readings.push_back(forms);
  }
  return node;
}

Node Planner::subjects(std::span<const indexer::Subject> subjects, double weight) const {
  Node node{.kind = Node::Kind::word, .children = {}, .readings = {}};
  if (!wants(Tier::concepts)) return node;
  FormGroup named{.tier = Tier::concepts, .weight = weight, .forms = {}, .subjects = true}, below = named;
  below.weight = weight * narrower_share;
  const auto add = [&](FormGroup& group, indexer::Subject subject) {
    if (!concepts_.rows(subject).empty()) group.forms.push_back(subject);
  };
  for (const indexer::Subject subject : subjects) {
    add(named, subject);
    for (const indexer::Subject narrower : concepts_.narrower(subject)) add(below, narrower);
  }
  std::ranges::sort(below.forms);
  const auto same = std::ranges::unique(below.forms);
  below.forms.erase(same.begin(), same.end());
  WordForms forms;
  for (FormGroup* group : {&named, &below}) {
    if (!group->forms.empty()) forms.groups.push_back(std::move(*group));
  }
  if (!forms.groups.empty()) node.readings.push_back(std::move(forms));
  return node;
}

Node Planner::alike(const QueryWord& word) const {
  Node node{.kind = Node::Kind::word, .children = {}, .readings = {}, .condition = {}, .text = word.text};
  if (!word.pattern.empty() || word.exact || std::ranges::find(without_, Tier::alike) != without_.end()) return node;
  for (const Reading& reading : word.readings) {
    const std::string& lang = reading.language->code();
    std::vector<Form> forms;
    for (const std::string& text : reading.word->understood) join(forms, alike_forms(forms_, lang, text));
    if (reading.word->understood.empty()) forms = alike_forms(forms_, lang, reading.word->exact);
    if (!forms.empty()) node.readings.push_back({lang, {{Tier::alike, alike_weight, false, std::move(forms)}}, {}});
  }
  return node;
}

bool Planner::stands_in_records(const QueryWord& word) const {
  return std::ranges::any_of(word.readings, [&](const Reading& reading) {
    return std::ranges::any_of(expand(word, reading).forms,
                               [](const auto& near) { return near.closeness <= Closeness::folded; });
  });
}

bool Planner::really_has(const QueryWord& word, const Reading& reading) const {
  const WordForms& forms = expand(word, reading);
  if (!word.pattern.empty() || word.edits > 0) return !forms.groups.empty();
  const std::string typed = stemmers::fold_marks(reading.word->exact);
  const auto stands = [&](std::string_view text) { return forms_.find(forms.language, text).has_value(); };
  if (!reading.word->understood.empty()) return std::ranges::any_of(reading.word->understood, stands);
  return std::ranges::any_of(forms.forms, [&](const WordForms::Near& near) {
    return near.closeness <= Closeness::folded &&
           (is_known(*reading.word) || stemmers::fold_marks(forms_.text(near.form)) == typed);
  });
}

const std::optional<Spelling>& Planner::spelling(const Reading& reading) const {
  const auto [place, fresh] = spellings_.try_emplace({reading.language, reading.word});
  if (fresh) place->second = likely_spelling(forms_, reading.language->code(), reading.word->exact);
  return place->second;
}

Node Planner::respelled(const QueryWord& word) const {
  Node node{.kind = Node::Kind::word, .children = {}, .readings = {}, .condition = {}, .text = word.text};
  if (!word.pattern.empty() || word.exact || word.edits > 0 || !wants(Tier::alike) || stands_in_records(word))
    return node;
  for (const Reading& reading : word.readings) {
    const auto& meant = spelling(reading);
    if (!meant) continue;
    const std::vector<stemmers::Token> tokens = reading.language->analyse(meant->form, stemmers::Side::query);
    if (tokens.size() != 1) continue;
    WordForms forms = expand_tiers({reading.language, tokens.front().word}, without_);
    if (!forms.groups.empty()) node.readings.push_back(std::move(forms));
  }
  return weighed(std::move(node), respelled_weight);
}

Node Planner::in_place(const QueryItem& item) const {
  Node languages{.kind = Node::Kind::any, .children = {}, .readings = {}};
  for (const Reading& first : item.words.front().readings) {
    Node node{.kind = item.kind == QueryItem::Kind::near ? Node::Kind::near : Node::Kind::phrase,
              .children = {},
              .readings = {},
              .distance = item.distance,
              .title = item.words.front().title,
              .condition = {}};
    for (const QueryWord& word : item.words) {
      const auto reading = std::ranges::find(word.readings, first.language, &Reading::language);
      if (reading == word.readings.end()) break;
      WordForms forms = expand(word, *reading);
      // A phrase is meant as it stands: other words of the family and parts are not.
      std::erase_if(forms.forms, [](const WordForms::Near& near) { return near.closeness >= Closeness::part; });
      for (FormGroup& group : forms.groups) {
        std::erase_if(group.forms, [&](Form form) {
          return !std::ranges::binary_search(forms.forms, form, {}, &WordForms::Near::form);
        });
      }
      std::erase_if(forms.groups, [](const FormGroup& group) { return group.forms.empty(); });
      if (forms.groups.empty()) break;
      Node child{.kind = Node::Kind::word, .children = {}, .readings = {}, .condition = {}, .text = word.text};
      child.readings.push_back(std::move(forms));
      node.children.push_back(std::move(child));
    }
    if (node.children.size() == item.words.size()) languages.children.push_back(std::move(node));
  }
  return languages;
}

Node Planner::or_subjects(Node words, std::span<const indexer::Subject> meant, bool some) const {
  Node named = subjects(meant, concept_weight);
  if ((words.kind == Node::Kind::all || words.kind == Node::Kind::any) && words.children.size() == 1)
    words = Node(std::move(words.children.front()));
  if (named.readings.empty()) return words;
  Node any{.kind = Node::Kind::any, .children = {}, .readings = {}};
  any.children.push_back(std::move(words));
  any.children.push_back(std::move(named));
  Node best{.kind = Node::Kind::best, .children = {}, .readings = {}};
  best.children.push_back(std::move(any));
  best.children.push_back(subjects(meant, some ? concept_of_some_weight : concept_alone_weight));
  return best;
}

std::span<const indexer::Subject> Planner::plain_meaning(const QueryItem& item) {
  if (item.kind != QueryItem::Kind::word) return {};
  return item.meant.subjects;
}

Node Planner::all_items(std::span<const QueryItem> items) const {
  Node wanted{.kind = Node::Kind::all, .children = {}, .readings = {}};
  std::vector<Node> unwanted;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].excluded) {
      unwanted.push_back(item(items[i]));
      continue;
    }
    const std::size_t together = std::max<std::size_t>(items[i].meant.items, 1);
    Node words{.kind = Node::Kind::all, .children = {}, .readings = {}};
    for (std::size_t k = i; k < i + together; ++k)
      words.children.push_back(or_subjects(item(items[k]), items[k].meant.within));
    wanted.children.push_back(or_subjects(std::move(words), plain_meaning(items[i])));
    i += together - 1;
  }
  if (wanted.children.empty()) wanted = Node{};  // everything
  if (unwanted.empty()) return wanted;
  Node except{.kind = Node::Kind::except, .children = {}, .readings = {}};
  except.children.push_back(std::move(wanted));
  std::ranges::move(unwanted, std::back_inserter(except.children));
  return except;
}

Node Planner::item(const QueryItem& item) const {
  switch (item.kind) {
    case QueryItem::Kind::word: return word(item.words.front());
    case QueryItem::Kind::phrase:
    case QueryItem::Kind::near: return in_place(item);
    case QueryItem::Kind::subject: return subjects(item.meant.subjects, concept_alone_weight);
    case QueryItem::Kind::facet: return {.kind = Node::Kind::facet, .condition = item.condition};
    case QueryItem::Kind::all: return all_items(item.items);
    case QueryItem::Kind::any: break;
  }
  Node any{.kind = Node::Kind::any, .children = {}, .readings = {}};
  for (const QueryItem& one : item.items) any.children.push_back(all_items({&one, 1}));
  return any;
}

}  // namespace pramen::query
