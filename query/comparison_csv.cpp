// The comparison as a table for spreadsheets: the first four columns say what a row is, then comes a
// column for each definition. In rows of dimensions and elements 1 is: has it, 0: has it not, empty: not analysed.
#include <functional>

#include "query/comparison.h"
#include "query/csv_row.h"

namespace pramen::query {
namespace {

class Table {
 public:
  Table(const Comparison& comparison, const corpus::Schema& schema) : comparison_(comparison), schema_(schema) {}

  std::string write() {
    row({"row", "key", "label", "agreement"}, [](const ComparedDefinition& one) { return one.id; });
    facts();
    texts();
    for (const ComparedDimension& dimension : comparison_.dimensions) {
      aspect("dimension", dimension.aspect);
      for (const ComparedAspect& element : dimension.elements) aspect("element", element);
    }
    return std::move(text_);
  }

 private:
  using Cell = std::function<std::string(const ComparedDefinition&)>;

  void row(std::vector<std::string> cells, const Cell& cell) {
    for (const ComparedDefinition& definition : comparison_.definitions) cells.push_back(cell(definition));
    text_ += csv_row(cells);
  }

  void fact(const std::string& name, const Cell& cell) {
    const corpus::Field* field = schema_.field(name);
    const std::string_view lang = comparison_.request.lang;
    row({"fact", name, field == nullptr ? name : std::string(corpus::label_in(field->labels, lang, name)), ""}, cell);
  }

  void facts() {
    fact("country", [](const ComparedDefinition& one) { return one.facts.country.label; });
    fact("issuer", [](const ComparedDefinition& one) { return one.facts.issuer; });
    fact("term", [](const ComparedDefinition& one) { return one.facts.term; });
    fact("year", [](const ComparedDefinition& one) {
      return one.facts.year ? std::to_string(*one.facts.year) : std::string();
    });
    fact("legal_status", [](const ComparedDefinition& one) { return one.facts.legal_status.label; });
    fact("version", [](const ComparedDefinition& one) { return one.facts.version; });
    fact("sources", [](const ComparedDefinition& one) {
      std::string list;
      for (const corpus::Source& source : one.sources) {
        list.append(list.empty() ? "" : "\n").append(source.title);
        if (!source.url.empty()) list.append(source.title.empty() ? "" : " ").append(source.url);
      }
      return list;
    });
  }

  void texts() {
    const auto part = [&](const std::string& key, const std::string& label, std::string DefinitionText::*member) {
      row({"original", key, label, ""}, [&](const ComparedDefinition& one) { return one.original.*member; });
      row({"translation", key, label, ""},
          [&](const ComparedDefinition& one) { return one.translation ? (*one.translation).*member : std::string(); });
    };
    part("lang", "language", &DefinitionText::lang);
    part("title", "title", &DefinitionText::title);
    part("summary", "summary", &DefinitionText::summary);
    part("body", "body (Markdown)", &DefinitionText::body);
  }

  void aspect(const std::string& sort, const ComparedAspect& aspect) {
    std::vector<std::string> cells = {sort, aspect.key, aspect.label, std::string(agreement_name(aspect.agreement))};
    for (std::size_t i = 0; i < comparison_.definitions.size(); ++i)
      cells.emplace_back(!comparison_.definitions[i].analysed ? "" : aspect.has[i] ? "1" : "0");
    text_ += csv_row(cells);
  }

  const Comparison& comparison_;
  const corpus::Schema& schema_;
  std::string text_ = csv_begin;
};

}  // namespace

std::string to_csv(const Comparison& comparison, const corpus::Schema& schema) {
  return Table(comparison, schema).write();
}

}  // namespace pramen::query
