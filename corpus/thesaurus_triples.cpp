#include "corpus/thesaurus_triples.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "corpus/skos.h"

namespace pramen::corpus {
namespace {

// The order of lines in corpus/thesaurus.ttl; other languages follow by their tag.
constexpr std::string_view first_languages[] = {"en", "sk", "cs", "de", "hu", "bg"};

template <typename Words>
std::vector<const typename std::map<std::string, Words, std::less<>>::value_type*> in_order(
    const std::map<std::string, Words, std::less<>>& by_language) {
  std::vector<const typename std::map<std::string, Words, std::less<>>::value_type*> rows;
  for (const auto& row : by_language) rows.push_back(&row);
  std::ranges::stable_sort(rows, {}, [](const auto* row) { return std::ranges::find(first_languages, row->first); });
  return rows;
}

class Writer {
 public:
  explicit Writer(const Thesaurus& thesaurus) : thesaurus_(thesaurus) {
    triples_.enter({});
    for (const Statement& statement : thesaurus.statements()) others_[statement.subject].push_back(&statement);
  }

  Triples write() {
    if (!thesaurus_.iri().empty()) write_scheme();
    for (const Concept& one : thesaurus_.concepts()) write_concept(one);
    for (const Statement& statement : thesaurus_.statements()) {
      if (!written_.insert(triples_.name(statement.subject)).second) continue;
      subject_ = triples_.name(statement.subject);
      end();
    }
    return std::move(triples_);
  }

 private:
  void write_scheme();
  void write_concept(const Concept& one);

  void add(std::string_view predicate, const Object& object) {
    predicate = triples_.name(predicate);
    const auto rank = ranks_.emplace(predicate, ranks_.size()).first->second;
    block_.emplace_back(rank, Triple{subject_, predicate, object, {}});
  }
  // All of one predicate stand together.
  void end() {
    const auto rows = others_.find(subject_);
    if (rows != others_.end()) std::ranges::for_each(rows->second, [this](const Statement* row) { add(*row); });
    std::ranges::stable_sort(block_, {}, [](const auto& row) { return row.first; });
    for (const auto& [rank, row] : block_) triples_.add(row.subject, row.predicate, row.object, {});
    block_.clear();
    ranks_.clear();
  }

  void begin(std::string_view subject, std::string_view type) {
    subject_ = triples_.name(subject);
    link(rdf::type, type);
    written_.insert(subject_);
  }
  void link(std::string_view predicate, std::string_view iri) {
    add(predicate, {NodeType::iri, triples_.name(iri), {}, {}});
  }
  void link(Property property, std::string_view iri) { link(iri_of(property), iri); }
  void text(Property property, std::string_view words, std::string_view language, std::string_view datatype = {}) {
    add(iri_of(property), {NodeType::literal, triples_.text(words), triples_.name(language), triples_.name(datatype)});
  }
  void texts(Property property, const Labels& labels) {
    for (const auto* row : in_order(labels)) text(property, row->second, row->first);
  }
  void texts(Property property, const std::map<std::string, std::vector<std::string>, std::less<>>& labels) {
    for (const auto* row : in_order(labels)) {
      for (const std::string& label : row->second) text(property, label, row->first);
    }
  }
  void links(Property property, const std::vector<std::string>& ids) {
    for (const std::string& id : ids) link(property, thesaurus_.find(id)->iri);
  }
  void add(const Statement& statement) {
    const bool literal = statement.type == NodeType::literal;
    add(statement.predicate,
        {statement.type, literal ? triples_.text(statement.object) : triples_.name(statement.object),
         triples_.name(statement.language), triples_.name(statement.datatype)});
  }

  const Thesaurus& thesaurus_;
  Triples triples_;
  std::unordered_map<std::string_view, std::vector<const Statement*>> others_;
  std::set<std::string_view> written_;
  std::string_view subject_;                                 // of the block being written
  std::vector<std::pair<std::size_t, Triple>> block_;        // with the ranks of their predicates
  std::unordered_map<std::string_view, std::size_t> ranks_;  // predicate -> when it came up first
};

void Writer::write_scheme() {
  begin(thesaurus_.iri(), skos::scheme_class);
  texts(Property::title, thesaurus_.title());
  for (const Concept& one : thesaurus_.concepts()) {
    if (one.broader.empty()) link(Property::has_top_concept, one.iri);
  }
  end();
}

void Writer::write_concept(const Concept& one) {
  begin(one.iri, skos::concept_class);
  texts(Property::preferred, one.preferred);
  texts(Property::alternative, one.alternative);
  texts(Property::hidden, one.hidden);
  texts(Property::definition, one.definition);
  texts(Property::scope_note, one.scope_note);
  links(Property::broader, one.broader);
  links(Property::narrower, one.narrower);
  links(Property::related, one.related);
  for (const std::string& iri : one.exact_match) link(Property::exact_match, iri);
  if (!thesaurus_.iri().empty()) {
    if (one.broader.empty()) link(Property::top_concept_of, thesaurus_.iri());
    link(Property::in_scheme, thesaurus_.iri());
  }
  for (const std::string& record : one.definitions) text(Property::record, record, {});
  if (one.deprecated) text(Property::deprecated, "true", {}, xsd::boolean);
  if (!one.replaced_by.empty()) links(Property::replaced_by, {one.replaced_by});
  end();
}

}  // namespace

Triples to_triples(const Thesaurus& thesaurus) { return Writer(thesaurus).write(); }

}  // namespace pramen::corpus
