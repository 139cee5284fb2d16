#include "query/enquire.h"

#include <xapian.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "indexer/layout.h"
#include "query/facet_source.h"
#include "query/subject_source.h"
#include "query/token_sets.h"

namespace pramen::query {
namespace {

using Operator = Xapian::Query::op;

Xapian::Query combined(Operator op, const std::vector<Xapian::Query>& queries) {
  return {op, queries.begin(), queries.end()};
}

// Not Xapian::Query::MatchAll: threads would count their references to it at once, without a lock.
Xapian::Query all_records() { return Xapian::Query(std::string()); }

// The sum of the parts stays one where the highest of several counts: Xapian takes OR inside of MAX for more of MAX.
Xapian::Query kept_whole(const Xapian::Query& sum) { return {Operator::OP_FILTER, sum, all_records()}; }

Xapian::Query word_query(const Postings& postings, const Node& node,
                         std::vector<std::unique_ptr<Xapian::PostingSource>>& sources) {
  const indexer::Forms& forms = postings.forms;
  std::vector<Xapian::Query> readings;
  for (const WordForms& reading : node.readings) {
    std::vector<Xapian::Query> groups;
    for (const FormGroup& group : reading.groups) {
      if (group.subjects) {
        sources.push_back(std::make_unique<SubjectSource>(postings, group));
        groups.emplace_back(sources.back().get());
        continue;
      }
      std::vector<Xapian::Query> terms;
      for (const Form form : group.forms) {
        terms.emplace_back(indexer::term(group.title ? indexer::title_prefix : indexer::form_prefix,
                                         forms.language(form), forms.text(form)));
      }
      groups.emplace_back(Operator::OP_SCALE_WEIGHT, combined(Operator::OP_SYNONYM, terms), group.weight);
    }
    readings.push_back(combined(Operator::OP_OR, groups));
  }
  if (readings.size() == 1) return readings.front();
  std::ranges::transform(readings, readings.begin(), kept_whole);
  return combined(Operator::OP_MAX, readings);
}

// Conditions that Xapian's query leaves open, for records that match it.
struct InPlace {
  std::size_t language;
  TokenSets sets;
  const Node* node;
};

class Translation {
 public:
  explicit Translation(const Postings& postings) : postings_(postings) {}

  // `required`: a record that does not match this node does not match at all.
  Xapian::Query query(const Node& node, bool required) {
    switch (node.kind) {
      case Node::Kind::word: return word_query(postings_, node, sources_);
      case Node::Kind::everything: return all_records();
      case Node::Kind::facet: {
        sources_.push_back(std::make_unique<FacetSource>(postings_.columns, node.condition));
        return Xapian::Query(sources_.back().get());
      }
      case Node::Kind::phrase:
      case Node::Kind::near: {
        if (!required) throw EnquireError("this kind of query cannot be run by Xapian's Enquire");
        const std::size_t language = postings_.tokens.number(node.children.front().readings.front().language);
        in_place_.push_back({language, TokenSets(postings_.forms, node.children), &node});
        return children(Operator::OP_AND, node, true, true);
      }
      case Node::Kind::all: return children(Operator::OP_AND, node, required, required);
      case Node::Kind::any: {
        const bool only = required && node.children.size() == 1;
        return children(Operator::OP_OR, node, only, only);
      }
      case Node::Kind::best: {
        std::vector<Xapian::Query> queries;
        for (const Node& child : node.children) queries.push_back(kept_whole(query(child, false)));
        return combined(Operator::OP_MAX, queries);
      }
      case Node::Kind::maybe: return first_and_others(Operator::OP_AND_MAYBE, node, required);
      case Node::Kind::except: return first_and_others(Operator::OP_AND_NOT, node, required);
    }
    return {};
  }

  bool holds(Row row) const {
    return std::ranges::all_of(in_place_, [&](const InPlace& one) {
      const indexer::FieldReader record = postings_.tokens.fields(row);
      return one.node->kind == Node::Kind::near
                 ? holds_near(record, one.language, one.sets, one.node->distance, one.node->title)
                 : holds_phrase(record, one.language, one.sets, one.node->title);
    });
  }

 private:
  Xapian::Query children(Operator op, const Node& node, bool first_required, bool others_required) {
    std::vector<Xapian::Query> queries;
    for (const Node& child : node.children)
      queries.push_back(query(child, queries.empty() ? first_required : others_required));
    return combined(op, queries);
  }
  Xapian::Query first_and_others(Operator op, const Node& node, bool required) {
    Xapian::Query made = query(node.children[0], required);
    for (std::size_t i = 1; i < node.children.size(); ++i) made = {op, made, query(node.children[i], false)};
    return made;
  }

  const Postings& postings_;
  std::vector<InPlace> in_place_;
  std::vector<std::unique_ptr<Xapian::PostingSource>> sources_;  // Xapian's query points to them
};

class Decider final : public Xapian::MatchDecider {
 public:
  explicit Decider(const Translation& translation) : translation_(translation) {}
  bool operator()(const Xapian::Document& document) const override {
    return translation_.holds(document.get_docid() - 1);
  }

 private:
  const Translation& translation_;
};

}  // namespace

void run_enquire(const Postings& postings, const Node& plan, const std::function<bool(const Loop::Matches&)>& window) {
  const Xapian::Database* const index = postings.index.single();
  if (index == nullptr || postings.columns.records() != postings.columns.rows())
    throw EnquireError("Xapian's Enquire needs an index that was built whole; build it with `pramen index --full`");
  Translation translation(postings);
  Xapian::Enquire enquire(*index);
  enquire.set_query(translation.query(plan, true));
  enquire.set_weighting_scheme(Xapian::BM25Weight(bm25_k1, 0, 1, bm25_b, bm25_min_length));
  const Decider decider(translation);
  const Xapian::doccount all = index->get_doccount();
  const Xapian::MSet found = enquire.get_mset(0, all, all, nullptr, &decider);
  std::vector<std::pair<Row, double>> matches;
  for (auto it = found.begin(); it != found.end(); ++it) matches.emplace_back(*it - 1, it.get_weight());
  std::ranges::sort(matches);
  std::vector<Row> rows;
  std::vector<double> scores;
  for (const auto& [row, score] : matches) {
    rows.push_back(row);
    scores.push_back(score);
  }
  if (!rows.empty()) window({rows, scores});
}

}  // namespace pramen::query
