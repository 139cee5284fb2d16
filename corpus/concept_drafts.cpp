#include "corpus/concept_drafts.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "corpus/characters.h"
#include "corpus/concept_index.h"
#include "corpus/sound_triples.h"

namespace pramen::corpus {
namespace {

Sentence label_hint() { return say("write it as \"...\"@en, with its language"); }

bool is_label(Property property) { return property <= Property::hidden; }
bool is_text(Property property) { return property <= Property::scope_note; }
bool is_link(Property property) { return property >= Property::broader && property <= Property::replaced_by; }

std::string property_name(const Triple& triple) { return std::string(local_name(triple.predicate)); }

class Drafter {
 public:
  Drafter(Triples& triples, ThesaurusProblems& problems)
      : triples_(triples), problems_(problems), index_(triples, problems) {}

  ConceptDrafts draft() {
    for (const Triple* triple : index_.concepts()) {
      drafts_.concepts.push_back({.iri = triple->subject, .id = local_name(triple->subject), .at = triple->at});
    }
    drafts_.scheme = index_.scheme();
    for (const Triple& triple : triples_.all()) read(triple);
    if (labels_ > max_concept_labels) {
      problems_.fault({}, "too-large", say("there are {} labels, at most {} are read", labels_, max_concept_labels));
    }
    for (DraftConcept& draft : drafts_.concepts) finish(draft);
    keep_odd_tops();
    return std::move(drafts_);
  }

 private:
  void read(const Triple& triple);
  void read_scheme(const Triple& triple, Property property);
  void read_text(DraftConcept& draft, const Triple& triple, Property property);
  void read_label_thing(DraftConcept& draft, const Triple& triple);
  void read_link(DraftConcept& draft, const Triple& triple, Property property);
  bool read_fact(DraftConcept& draft, const Triple& triple, Property property);
  // A Concept holds one note of a sort in a language; what follows is kept as a statement.
  bool first_of_its_sort(const DraftConcept& draft, Property property, std::string_view language) {
    return single_.emplace(draft.iri, property, language).second;
  }
  void expect(const Triple& triple, const Sentence& what);
  void refuse_other_class(const DraftConcept& draft, const Triple& triple);
  void keep(const Triple& triple);
  void finish(DraftConcept& draft);
  void keep_odd_tops();

  Triples& triples_;
  ThesaurusProblems& problems_;
  const ConceptIndex index_;
  ConceptDrafts drafts_;
  std::unordered_set<std::string_view> strangers_;  // that were warned of
  std::set<std::tuple<std::string_view, Property, std::string_view>> single_;
  std::vector<std::pair<const Triple*, std::size_t>> tops_;  // what says that a concept is a top concept
  std::size_t labels_ = 0;
};

void Drafter::read(const Triple& triple) {
  if (!is_sound(triple, problems_)) return;
  const Property property = property_of(triple.predicate);
  if (!drafts_.scheme.empty() && triple.subject == drafts_.scheme) return read_scheme(triple, property);
  const std::size_t index = index_.find(triple.subject);
  if (index == nowhere) return keep(triple);
  DraftConcept& draft = drafts_.concepts[index];
  if (is_text(property)) return read_text(draft, triple, property);
  if (is_link(property)) return read_link(draft, triple, property);
  if (triple.predicate.starts_with(skosxl::space)) read_label_thing(draft, triple);
  if (!read_fact(draft, triple, property)) keep(triple);
}

// B.3.4.2: what a label of SKOS-XL says is a plain label too.
void Drafter::read_label_thing(DraftConcept& draft, const Triple& triple) {
  const Triple* form = index_.literal_form(triple.object.text);
  if (form == nullptr || form->object.language.empty() || !is_sound(*form, problems_)) return;
  for (const Property property : {Property::preferred, Property::alternative, Property::hidden}) {
    if (local_name(triple.predicate) != local_name(iri_of(property))) continue;
    Triple plain = *form;
    plain.predicate = iri_of(property);
    read_text(draft, plain, property);
  }
}

void Drafter::read_scheme(const Triple& triple, Property property) {
  const auto& object = triple.object;
  const bool is_type = property == Property::type && object.text == skos::scheme_class;
  if (is_type) return;
  if (property == Property::has_top_concept) {
    const std::size_t top = index_.find(object.text);
    if (top == nowhere) {
      problems_.fault(triple.at, "dangling-link", say("there is no concept <{}>", object.text),
                      say("mend the id, or delete it from the list"));
    } else {
      drafts_.concepts[top].top = true;
      tops_.emplace_back(&triple, top);
    }
    return;
  }
  const bool is_title = property == Property::title && object.type == NodeType::literal && !object.language.empty();
  if (!is_title || !drafts_.title.emplace(object.language, fold_spaces(object.text)).second) keep(triple);
}

void Drafter::expect(const Triple& triple, const Sentence& what) {
  problems_.fault(triple.at, "wrong-kind-of-value", say("{} must be {}", property_name(triple), what),
                  triple.object.type == NodeType::literal ? Sentence() : label_hint());
}

void Drafter::read_text(DraftConcept& draft, const Triple& triple, Property property) {
  const Object& object = triple.object;
  if (object.type != NodeType::literal) {
    if (is_label(property)) return expect(triple, say("a text in a language"));
    return keep(triple);  // a note may be a document (SKOS Reference, 7.5.2)
  }
  if (object.language.empty()) {
    problems_.warning(triple.at, "label-without-language",
                      say("this {} says no language and is not used", property_name(triple)), label_hint());
    return keep(triple);
  }
  if (!is_label(property)) {
    if (!first_of_its_sort(draft, property, object.language)) return keep(triple);
    draft.texts.push_back({property, object.language, object.text, triple.at});
    return;
  }
  if (is_blank(object.text)) {
    problems_.fault(triple.at, "empty-label", say("this {} is empty", property_name(triple)), say("delete it"));
  } else if (object.text.size() > max_label_bytes) {
    problems_.fault(triple.at, "too-large",
                    say("this {} is longer than {} bytes", property_name(triple), max_label_bytes),
                    say("a label is a few words; put explanations into skos:scopeNote"));
  } else {
    ++labels_;
    const std::string line = fold_spaces(object.text);
    draft.texts.push_back(
        {property, object.language, line == object.text ? object.text : triples_.text(line), triple.at});
  }
}

void Drafter::read_link(DraftConcept& draft, const Triple& triple, Property property) {
  if (triple.object.type != NodeType::iri) {
    expect(triple, say("the IRI of a concept"));
  } else if (property == Property::exact_match) {
    draft.exact_match.push_back(triple.object.text);
  } else if (property == Property::replaced_by && !first_of_its_sort(draft, property, {})) {
    keep(triple);
  } else {
    draft.links.push_back({property, triple.object.text, index_.find(triple.object.text), triple.at});
  }
}

// S9 and S37: concepts, schemes and collections are three different things.
void Drafter::refuse_other_class(const DraftConcept& draft, const Triple& triple) {
  for (const auto other : {skos::scheme_class, skos::collection_class, skos::ordered_collection_class}) {
    if (triple.object.text != other) continue;
    problems_.fault(triple.at, "two-classes", say("{} is a Concept and a {}", draft.id, local_name(other)),
                    say("give one of the two another IRI"));
  }
}

// Words of something that nobody calls a concept are most likely those of a forgotten one.
void Drafter::keep(const Triple& triple) {
  drafts_.others.push_back(&triple);
  const Property property = property_of(triple.predicate);
  const bool of_concept = is_label(property) || property == Property::broader || property == Property::narrower;
  if (!of_concept || is_blank_node(triple.subject) || index_.is_typed(triple.subject)) return;
  if (!strangers_.insert(triple.subject).second) return;
  problems_.warning(triple.at, "no-concept", say("nothing says that <{}> is a concept", triple.subject),
                    say("add a skos:Concept"));
}

// False: nothing that a Concept can hold.
bool Drafter::read_fact(DraftConcept& draft, const Triple& triple, Property property) {
  const Object& object = triple.object;
  const bool of_scheme = !drafts_.scheme.empty() && object.text == drafts_.scheme;
  switch (property) {
    case Property::type: refuse_other_class(draft, triple); return object.text == skos::concept_class;
    case Property::record:
      if (object.type == NodeType::literal) draft.records.push_back({property, {}, object.text, triple.at});
      return object.type == NodeType::literal;
    case Property::deprecated:
      if (object.text != "true" && object.text != "1") return false;
      draft.deprecated = true;
      return true;
    case Property::in_scheme: draft.in_scheme = true; return of_scheme;
    case Property::top_concept_of:
      draft.in_scheme = true;
      if (!of_scheme) return false;
      draft.top = true;
      tops_.emplace_back(&triple, index_.find(draft.iri));
      return true;
    default: return false;
  }
}

// A set has nothing twice (RDF 1.1 Concepts, 3.1); of equals the first stays.
template <typename Row, typename Key>
void drop_repeated(std::vector<Row>& rows, Key key) {
  std::ranges::stable_sort(rows, {}, key);
  const auto repeated = std::ranges::unique(rows, {}, key);
  rows.erase(repeated.begin(), repeated.end());
}

void Drafter::finish(DraftConcept& draft) {
  const auto text = [](const DraftText& one) { return std::tuple(one.property, one.language, one.text); };
  const auto place = [](const auto& one) { return std::tuple(one.at.file, one.at.place.line, one.at.place.column); };
  for (auto* texts : {&draft.texts, &draft.records}) {
    drop_repeated(*texts, text);
    std::ranges::stable_sort(*texts, {}, place);
  }
  drop_repeated(draft.links, [](const DraftLink& link) { return std::tuple(link.property, link.target); });
  drop_repeated(draft.exact_match, std::identity());
}

// A top concept is known by having nothing above it; one that has is only a statement.
void Drafter::keep_odd_tops() {
  std::vector<bool> below(drafts_.concepts.size());
  for (std::size_t i = 0; i < below.size(); ++i) {
    for (const DraftLink& link : drafts_.concepts[i].links) {
      if (link.index == nowhere) continue;
      if (link.property == Property::broader) below[i] = true;
      if (link.property == Property::narrower) below[link.index] = true;
    }
  }
  for (const auto& [triple, index] : tops_) {
    if (below[index]) keep(*triple);
  }
}

}  // namespace

ConceptDrafts draft_concepts(Triples& triples, ThesaurusProblems& problems) {
  return Drafter(triples, problems).draft();
}

}  // namespace pramen::corpus
