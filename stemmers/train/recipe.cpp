#include "stemmers/train/recipe.h"

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "stemmers/folding.h"

namespace pramen::stemmers::train {
namespace {

using nlohmann::json;

Letters letters_of(const json& text) {
  const auto written = text.get<std::string>();
  Letters letters = encode(fold_case(written));
  if (letters.empty() && !written.empty())
    throw std::invalid_argument(fmt::format("“{}” is not made of letters", written));
  return letters;
}

Format read_format(const std::string& name) {
  static const std::map<std::string, Format> formats = {
      {"pairs", Format::pairs},       {"treebank", Format::treebank},
      {"counts", Format::counts},     {"vocabulary", Format::vocabulary},
      {"hunspell", Format::hunspell}, {"hunspell-analyses", Format::hunspell_analyses}};
  const auto found = formats.find(name);
  if (found == formats.end()) throw std::invalid_argument(fmt::format("there is no format “{}”", name));
  return found->second;
}

SourceRecipe read_source(const json& member, const TableRecipe& table, const json& accepts) {
  SourceRecipe source;
  source.name = member.at("name").get<std::string>();
  source.title = member.value("title", source.name);
  source.licence = member.value("licence", "");
  source.notice = member.value("notice", "");
  if (source.licence.empty()) {
    throw std::invalid_argument(fmt::format("the source {} states no licence; nothing is learnt from it", source.name));
  }
  const bool accepted = source.licence == table.licence ||
                        std::ranges::any_of(accepts, [&](const json& l) { return l == source.licence; });
  if (!accepted) {
    throw std::invalid_argument(
        fmt::format("the source {} is licensed {}, which the table {} ({}) does not accept; give it a table of its own",
                    source.name, source.licence, table.name, table.licence));
  }
  source.format = read_format(member.value("format", "pairs"));
  source.weight = member.value("weight", 1.0);
  source.last_resort = member.value("last_resort", false);
  source.only_used = member.value("only_used", false);
  source.rewrites = Rewrites(member.value("rewrites", json::array()));
  for (const json& row : member.value("derivations", json::array())) {
    source.derivations.push_back(
        {row.at(0).get<std::string>(), row.at(1).get<std::string>(), row.at(2).get<std::string>()});
  }
  return source;
}

TableRecipe read_table(const json& member) {
  TableRecipe table;
  table.name = member.at("name").get<std::string>();
  table.licence = member.at("licence").get<std::string>();
  table.keep = member.value("keep", table.keep);
  table.rules = member.value("rules", false);
  table.folded_rules = member.value("folded_rules", false);
  table.frequencies = member.value("frequencies", false);
  table.families = member.value("families", false);
  table.parts = member.value("parts", false);
  table.ngrams = member.value("ngrams", false);
  for (const json& link : member.value("links", json::array())) table.links.push_back(letters_of(link));
  table.rule_options.longest = member.value("longest_ending", table.rule_options.longest);
  table.rule_options.least_share = member.value("least_share", table.rule_options.least_share);
  table.rule_options.least_words = member.value("least_words", table.rule_options.least_words);
  const json accepts = member.value("accepts", json::array());
  for (const json& source : member.at("sources")) table.sources.push_back(read_source(source, table, accepts));
  return table;
}

}  // namespace

Recipe read_recipe(const std::filesystem::path& pack) {
  const std::filesystem::path file = pack / "sources.json";
  std::ifstream in(file);
  if (!in) throw std::runtime_error(fmt::format("{}: cannot be read", file.string()));
  try {
    const json members = json::parse(in);
    Recipe recipe{.language = members.at("language").get<std::string>(), .tables = {}};
    for (const json& table : members.at("tables")) {
      recipe.tables.push_back(read_table(table));
      for (const json& prefix : members.value("prefixes", json::array())) {
        recipe.tables.back().prefixes.push_back(letters_of(prefix));
      }
    }
    return recipe;
  } catch (const std::exception& fault) {
    throw std::runtime_error(fmt::format("{}: {}", file.string(), fault.what()));
  }
}

}  // namespace pramen::stemmers::train
