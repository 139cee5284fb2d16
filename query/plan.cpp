#include "query/plan.h"

#include <algorithm>

#include "stemmers/folding.h"

namespace pramen::query {
namespace {

using indexer::FormKey;

// What a tier adds to a record's score. Every word that is found scores by its base form
// without marks; closer forms and the title add to it.
constexpr double folded_weight = 1, lemma_weight = 0.3, exact_weight = 0.1, spelling_weight = 0.09, title_weight = 0.5,
                 part_weight = 0.4, family_weight = 1;

void join(std::vector<Form>& forms, const std::vector<Form>& more) {
  std::vector<Form> joined;
  std::ranges::set_union(forms, more, std::back_inserter(joined));
  forms = std::move(joined);
}

}  // namespace

bool Planner::wants(Tier tier) const { return std::ranges::find(without_, tier) == without_.end(); }

WordForms Planner::expand(const Reading& reading) const {
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
  const auto add = [&](double weight, std::vector<Form> forms, bool title = false) {
    if (!forms.empty()) made.groups.push_back({weight, title, std::move(forms)});
  };
  const auto note = [&](const std::vector<Form>& forms, Closeness closeness) {
    for (const Form form : forms) made.forms.push_back({form, closeness});
  };

  std::vector<Form> forms = standing({word.exact});  // grows from tier to tier
  if (wants(Tier::exact)) {
    add(exact_weight, forms);
    note(forms, Closeness::exact);
  }
  std::vector<Form> spellings;
  if (wants(Tier::exact) && !word.spellings.empty()) {
    spellings = standing(word.spellings);
    add(spelling_weight, spellings);
    note(spellings, Closeness::folded);
  }
  if (wants(Tier::lemma)) {
    join(forms, found_by(FormKey::lemma, word.lemmas));
    add(lemma_weight, forms);
    note(forms, Closeness::lemma);
  }
  if (wants(Tier::folded)) {
    join(forms, found_by(FormKey::folded, word.folded));
    join(forms, spellings);
    add(folded_weight, forms);
    note(forms, Closeness::folded);
  }
  if (wants(Tier::title)) {
    std::vector<Form> titles = forms;
    std::erase_if(titles, [&](Form form) { return forms_.title_records(form) == 0; });
    add(title_weight, std::move(titles), true);
  }
  if (wants(Tier::part)) {
    std::vector<Form> parts = found_by(FormKey::part, word.folded);
    note(parts, Closeness::part);
    add(part_weight, std::move(parts));
  }
  if (wants(Tier::family)) {
    std::vector<Form> families = found_by(FormKey::family, word.families);
    note(families, Closeness::family);
    add(family_weight, std::move(families));
  }
  // Each form once, at its closest.
  std::ranges::sort(made.forms, [](const WordForms::Near& a, const WordForms::Near& b) {
    return a.form != b.form ? a.form < b.form : a.closeness < b.closeness;
  });
  const auto same = std::ranges::unique(made.forms, {}, &WordForms::Near::form);
  made.forms.erase(same.begin(), same.end());
  return made;
}

bool Planner::knows(const Reading& reading, bool prefix) const {
  return !(prefix ? expand_prefix(reading) : expand(reading)).groups.empty();
}

WordForms Planner::expand_prefix(const Reading& reading) const {
  const std::string& lang = reading.language->code();
  const std::string& prefix = reading.word->exact;
  const indexer::Forms::Range range = forms_.with_prefix(lang, prefix);
  std::vector<Form> forms(range.end - range.begin);
  for (Form i = 0; i < forms.size(); ++i) forms[i] = range.begin + i;
  if (wants(Tier::folded)) join(forms, forms_.found_by_prefix(FormKey::unmarked, lang, stemmers::fold_marks(prefix)));
  if (wants(Tier::folded) && reading.word->marked) {
    // Typed with marks it finds what was written without them.
    const indexer::Forms::Range plain = forms_.with_prefix(lang, stemmers::fold_marks(prefix));
    std::vector<Form> unmarked;
    for (Form form = plain.begin; form < plain.end; ++form) unmarked.push_back(form);
    join(forms, unmarked);
  }
  if (forms.size() > max_prefix_forms) {
    std::ranges::nth_element(forms, forms.begin() + max_prefix_forms, {},
                             [&](Form form) { return forms_.token_of(form); });
    forms.resize(max_prefix_forms);
    std::ranges::sort(forms);
  }
  WordForms made{.language = lang, .groups = {}, .forms = {}};
  for (const Form form : forms) made.forms.push_back({form, Closeness::exact});
  if (!forms.empty()) made.groups.push_back({folded_weight, false, std::move(forms)});
  return made;
}

Node Planner::word(const QueryWord& word) const {
  Node node{.kind = Node::Kind::word, .children = {}, .readings = {}};
  for (const Reading& reading : word.readings) {
    WordForms forms = word.prefix ? expand_prefix(reading) : expand(reading);
    if (!forms.groups.empty()) node.readings.push_back(std::move(forms));
  }
  return node;
}

Node Planner::phrase(const std::vector<QueryWord>& words) const {
  Node languages{.kind = Node::Kind::any, .children = {}, .readings = {}};
  for (const Reading& first : words.front().readings) {
    Node phrase{.kind = Node::Kind::phrase, .children = {}, .readings = {}};
    for (const QueryWord& word : words) {
      const auto reading = std::ranges::find(word.readings, first.language, &Reading::language);
      if (reading == word.readings.end()) break;
      WordForms forms = word.prefix ? expand_prefix(*reading) : expand(*reading);
      // A phrase is meant as it stands: other words of the family and parts are not.
      std::erase_if(forms.forms, [](const WordForms::Near& near) { return near.closeness >= Closeness::part; });
      for (FormGroup& group : forms.groups) {
        std::erase_if(group.forms, [&](Form form) {
          return !std::ranges::binary_search(forms.forms, form, {}, &WordForms::Near::form);
        });
      }
      std::erase_if(forms.groups, [](const FormGroup& group) { return group.forms.empty(); });
      if (forms.groups.empty()) break;
      Node child{.kind = Node::Kind::word, .children = {}, .readings = {}};
      child.readings.push_back(std::move(forms));
      phrase.children.push_back(std::move(child));
    }
    if (phrase.children.size() == words.size()) languages.children.push_back(std::move(phrase));
  }
  return languages;
}

Node Planner::item(const QueryItem& item) const { return item.phrase ? phrase(item.words) : word(item.words.front()); }

}  // namespace pramen::query
