#include "query/explanation.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "query/facet_condition.h"
#include "query/loop.h"
#include "query/plan.h"
#include "query/token_sets.h"

namespace pramen::query {
namespace {

using Parts = std::vector<ScorePart>;
using Found = std::optional<Parts>;  // nothing: the record does not match

double sum(const Parts& parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0,
                         [](double so_far, const ScorePart& part) { return so_far + part.score; });
}

void add(Parts& parts, Parts&& more) { std::ranges::move(more, std::back_inserter(parts)); }

class Explainer {
 public:
  Explainer(const Postings& postings, Row row, std::string_view lang) : postings_(postings), row_(row), lang_(lang) {
    indexer::FieldReader field = postings.tokens.fields(row);
    while (field.next()) {
      const bool title = indexer::is_title(field.kind());
      for (std::uint32_t i = 0; i < field.heads().size(); ++i) {
        Count& count = counts_[postings.forms.form_of(field.heads()[i] >> 1)];
        count.anywhere = indexer::counted_in(field.kind(), count.anywhere);
        count.title += title ? 1 : 0;
      }
    }
  }

  Found of(const Node& node) const {
    switch (node.kind) {
      case Node::Kind::word: return best_reading(node);
      case Node::Kind::phrase:
      case Node::Kind::near: return in_place(node) ? all(node) : std::nullopt;
      case Node::Kind::all: return all(node);
      case Node::Kind::any: return any(node);
      case Node::Kind::best: return best(node);
      case Node::Kind::maybe: return maybe(node);
      case Node::Kind::except: return except(node);
      case Node::Kind::facet:
        return FacetPredicate(postings_.columns, node.condition)(row_) ? Found(Parts()) : std::nullopt;
      case Node::Kind::everything: break;
    }
    return Parts();
  }

 private:
  struct Count {
    std::uint32_t anywhere = 0, title = 0;
  };

  Found best_reading(const Node& node) const {
    Found best;
    for (const WordForms& reading : node.readings) {
      Parts parts;
      for (const FormGroup& group : reading.groups) {
        ScorePart part = counted(node, reading, group);
        if (part.frequency > 0) parts.push_back(std::move(part));
      }
      if (!parts.empty() && (!best || sum(parts) > sum(*best))) best = std::move(parts);
    }
    return best;
  }

  ScorePart counted(const Node& node, const WordForms& reading, const FormGroup& group) const {
    ScorePart part{.word = node.text, .lang = reading.language, .tier = group.tier, .forms = {}};
    for (const Form form : group.forms) {
      const double frequency = group.subjects ? subject_frequency(form) : form_frequency(form, group.title);
      if (frequency == 0) continue;
      part.frequency += frequency;
      part.forms.emplace_back(group.subjects ? postings_.concepts.label(form, lang_) : postings_.forms.text(form));
    }
    part.weight = bm25_weight(postings_, group);
    part.score = part.weight * part.frequency / (part.frequency + postings_.norms[row_]);
    return part;
  }

  double form_frequency(Form form, bool title) const {
    const auto found = counts_.find(form);
    if (found == counts_.end()) return 0;
    return title ? found->second.title : found->second.anywhere;
  }

  double subject_frequency(indexer::Subject subject) const {
    const auto rows = postings_.concepts.rows(subject);
    const auto at = std::ranges::lower_bound(rows, row_);
    if (at == rows.end() || *at != row_) return 0;
    return postings_.concepts.frequencies(subject)[static_cast<std::size_t>(at - rows.begin())];
  }

  bool in_place(const Node& node) const {
    const TokenSets sets(postings_.forms, node.children);
    const std::size_t language = postings_.tokens.number(node.children.front().readings.front().language);
    const indexer::FieldReader fields = postings_.tokens.fields(row_);
    return node.kind == Node::Kind::near ? holds_near(fields, language, sets, node.distance, node.title)
                                         : holds_phrase(fields, language, sets, node.title);
  }

  Found all(const Node& node) const {
    Parts parts;
    for (const Node& child : node.children) {
      Found found = of(child);
      if (!found) return std::nullopt;
      add(parts, std::move(*found));
    }
    return parts;
  }

  Found any(const Node& node) const {
    Found parts;
    for (const Node& child : node.children) {
      Found found = of(child);
      if (!found) continue;
      if (!parts) parts.emplace();
      add(*parts, std::move(*found));
    }
    return parts;
  }

  Found best(const Node& node) const {
    Found best;
    for (const Node& child : node.children) {
      Found found = of(child);
      if (found && (!best || sum(*found) > sum(*best))) best = std::move(found);
    }
    return best;
  }

  Found maybe(const Node& node) const {
    Found parts = of(node.children.front());
    for (std::size_t i = 1; parts && i < node.children.size(); ++i) {
      if (Found more = of(node.children[i])) add(*parts, std::move(*more));
    }
    return parts;
  }

  Found except(const Node& node) const {
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      if (of(node.children[i])) return std::nullopt;
    }
    return of(node.children.front());
  }

  const Postings& postings_;
  const Row row_;
  const std::string_view lang_;
  std::unordered_map<Form, Count> counts_;  // of the record's words
};

}  // namespace

Explanation explain(const Postings& postings, const Node& plan, Row row, std::string_view lang) {
  Explanation made;
  if (Found parts = Explainer(postings, row, lang).of(plan)) made.parts = std::move(*parts);
  return made;
}

}  // namespace pramen::query
