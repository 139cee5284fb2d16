// From parameters to a ComparisonRequest, and back.
#include <fmt/format.h>

#include <algorithm>

#include "query/comparison.h"
#include "query/database.h"

namespace pramen::query {
namespace {

class Reader {
 public:
  Reader(const Database& database, bool strict) : database_(database), strict_(strict) {}

  ParsedComparison read(const std::vector<Parameter>& parameters) {
    for (const auto& [name, value] : parameters) {
      if (!take(name, value) && strict_ && !is_passed_over(name))
        fault(name, fmt::format("there is no parameter {}", name),
              "parameters are concept, countries, ids, narrower and lang");
    }
    check();
    return std::move(parsed_);
  }

 private:
  bool take(const std::string& name, const std::string& value) {
    ComparisonRequest& request = parsed_.request;
    if (name == "concept") {
      if (!value.empty()) request.subject = value;
    } else if (name == "countries") {
      add_all(request.countries, value);
    } else if (name == "ids") {
      add_all(request.ids, value);
    } else if (name == "narrower") {
      request.narrower = value == "yes";
      if (value != "yes" && value != "no" && !value.empty())
        fault("narrower", "narrower has no value like that", "yes, no");
    } else if (name == "lang") {
      if (auto found = lang_fault(database_.schema(), value))
        parsed_.faults.push_back(std::move(*found));
      else if (!value.empty())
        request.lang = value;
    } else {
      return false;
    }
    return true;
  }

  // Each once, without the blanks around it.
  static void add_all(std::vector<std::string>& list, std::string_view value) {
    for (const std::string& part : split_commas(value)) {
      std::string_view one = part;
      while (one.starts_with(' ')) one.remove_prefix(1);
      while (one.ends_with(' ')) one.remove_suffix(1);
      if (!one.empty() && std::ranges::find(list, one) == list.end()) list.emplace_back(one);
    }
  }

  void check() {
    const ComparisonRequest& request = parsed_.request;
    if (request.subject.empty() && request.ids.empty())
      fault("concept", "concept says what to compare, such as social-innovation; or ids names definitions", "");
    parsed_.unknown_subject = !request.subject.empty() && database_.thesaurus().find(request.subject) == nullptr;
    const corpus::Vocabulary* countries = database_.schema().values_of("country");
    for (const std::string& country : request.countries) {
      if (countries != nullptr && countries->find(country) != nullptr) continue;
      fault("countries", fmt::format("countries has no value {}", country), "see /api/v1/schema for the values");
    }
    if (request.ids.size() > max_compared)
      fault("ids", fmt::format("ids takes at most {} definitions", max_compared), "");
    else
      for (const std::string& id : request.ids) check_definition(id);
  }

  void check_definition(const std::string& id) {
    const auto record = corpus::is_record_id(id) ? database_.record(id) : std::nullopt;
    if (!record)
      fault("ids", fmt::format("there is no record {}", id), "");
    else if (record->kind != "definition")
      fault("ids", fmt::format("{} is no definition", id), "");
  }

  void fault(std::string parameter, std::string what, std::string hint) {
    parsed_.faults.push_back({std::move(parameter), std::move(what), std::move(hint)});
  }

  const Database& database_;
  const bool strict_;
  ParsedComparison parsed_;
};

}  // namespace

ParsedComparison parse_comparison(const Database& database, const std::vector<Parameter>& parameters, bool strict) {
  return Reader(database, strict).read(parameters);
}

std::vector<Parameter> to_parameters(const ComparisonRequest& request) {
  std::vector<Parameter> parameters;
  if (!request.subject.empty()) parameters.emplace_back("concept", request.subject);
  if (!request.countries.empty())
    parameters.emplace_back("countries", fmt::format("{}", fmt::join(request.countries, ",")));
  if (!request.ids.empty()) parameters.emplace_back("ids", fmt::format("{}", fmt::join(request.ids, ",")));
  if (request.narrower) parameters.emplace_back("narrower", "yes");
  if (!request.lang.empty()) parameters.emplace_back("lang", request.lang);
  return parameters;
}

}  // namespace pramen::query
