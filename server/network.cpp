#include "server/network.h"

#include <algorithm>
#include <array>
#include <set>

#include <nlohmann/json.hpp>

#include "server/roles.h"

namespace pramen::server {
namespace {

using Json = nlohmann::ordered_json;

// What a record of kind `other` is to one of kind `own`. Of two organisations, and of a
// practice and an organisation, those across a border have a role of their own: they are
// what a consortium looks for.
struct KindRole {
  std::string_view own, other;
  bool abroad;
  std::string_view name;
};
constexpr std::array kind_roles = {
    KindRole{"organisation", "case_study", false, "practices"},
    KindRole{"organisation", "case_study", true, "practices_abroad"},
    KindRole{"organisation", "organisation", false, "partners"},
    KindRole{"organisation", "organisation", true, "partners_abroad"},
    KindRole{"organisation", "definition", false, "own_definitions"},
    KindRole{"case_study", "organisation", false, "organisations"},
    KindRole{"case_study", "organisation", true, "organisations_abroad"},
    KindRole{"case_study", "case_study", false, "linked_practices"},
    KindRole{"case_study", "definition", false, "definitions"},
    KindRole{"definition", "organisation", false, "definition_organisations"},
    KindRole{"definition", "case_study", false, "definition_practices"},
    KindRole{"definition", "definition", false, "linked_definitions"},
};
constexpr std::string_view same_concept = "same_concept", other_role = "related";

std::string_view role_by_kind(const NetworkRecord& middle, const NetworkRecord& other) {
  std::string_view name = other_role;
  for (const KindRole& role : kind_roles) {
    if (role.own == middle.kind && role.other == other.kind && (!role.abroad || other.abroad)) name = role.name;
  }
  return name;
}

NetworkRecord described(const corpus::Record& record, std::string_view lang) {
  std::string_view used;
  const corpus::Text& text = record.text_in(lang, &used);
  return {.id = record.id,
          .kind = record.kind,
          .country = std::string(record.text_fact("country")),
          .lang = std::string(used),
          .title = text.title,
          .roles = {},
          .via = {}};
}

class Walk {
 public:
  Walk(const query::Database& database, const corpus::Record& middle, std::string_view lang)
      : database_(database), middle_(middle), lang_(lang) {
    network_.middle = described(middle, lang);
    seen_.insert(middle.id);
  }

  Network walk() {
    std::vector<corpus::Record> named;
    for (const std::string& id : corpus::related_ids(database_.schema(), middle_)) {
      if (auto record = fresh(id)) {
        add_near(*record, roles_of_linked(*record));
        named.push_back(std::move(*record));
      }
    }
    add_same_concept();
    for (const corpus::Record& record : named) add_far(record);
    sort_near();
    count_roles();
    return std::move(network_);
  }

 private:
  // Nothing for a record that is in the network already, or in no edition.
  std::optional<corpus::Record> fresh(const std::string& id) {
    if (seen_.contains(id)) return std::nullopt;
    if (network_.near.size() == max_near) {
      seen_.insert(id);
      ++network_.left_out;
      return std::nullopt;
    }
    return unseen(id);
  }

  std::optional<corpus::Record> unseen(const std::string& id) {
    auto record = seen_.contains(id) ? std::nullopt : database_.record(id);
    if (record) seen_.insert(id);
    return record;
  }

  NetworkRecord placed(const corpus::Record& record) const {
    NetworkRecord one = described(record, lang_);
    const std::string& own = network_.middle.country;
    one.abroad = !own.empty() && !one.country.empty() && own != one.country;
    return one;
  }

  std::vector<std::string> roles_of_linked(const corpus::Record& record) const {
    std::vector<std::string> names;
    for (const Role& role : roles_between(database_.schema(), middle_, record)) names.emplace_back(role.name);
    if (names.empty()) names.emplace_back(role_by_kind(network_.middle, placed(record)));
    return names;
  }

  void add_near(const corpus::Record& record, std::vector<std::string> roles) {
    NetworkRecord one = placed(record);
    one.roles = std::move(roles);
    if (!one.country.empty()) {
      auto found = std::ranges::find(network_.countries, one.country, &NetworkCountry::country);
      if (found == network_.countries.end()) found = network_.countries.insert(found, {one.country, 0});
      ++found->count;
    }
    if (one.abroad) ++network_.abroad;
    network_.near.push_back(std::move(one));
  }

  void add_same_concept() {
    const corpus::Thesaurus& thesaurus = database_.thesaurus();
    for (const std::size_t concept_index : thesaurus.defined_by(middle_.id)) {
      for (const std::string& other : thesaurus.concepts()[concept_index].definitions) {
        if (const auto record = fresh(other)) add_near(*record, {std::string(same_concept)});
      }
    }
  }

  void add_far(const corpus::Record& through) {
    std::size_t added = 0;
    for (const std::string& id : corpus::related_ids(database_.schema(), through)) {
      if (added == far_each || network_.far.size() == max_far) return;
      const auto record = unseen(id);
      if (!record) continue;
      NetworkRecord& one = network_.far.emplace_back(placed(*record));
      one.via = through.id;
      ++added;
    }
  }

  void sort_near() {
    const auto order = network_roles(database_.schema());
    std::ranges::stable_sort(network_.near, {},
                             [&](const NetworkRecord& one) { return std::ranges::find(order, one.roles.front()); });
    std::ranges::sort(network_.countries, [](const NetworkCountry& a, const NetworkCountry& b) {
      return a.count != b.count ? a.count > b.count : a.country < b.country;
    });
  }

  void count_roles() {
    for (const std::string_view role : network_roles(database_.schema())) {
      const auto has_role = [&](const NetworkRecord& one) {
        return std::ranges::find(one.roles, role) != one.roles.end();
      };
      const auto count = static_cast<std::size_t>(std::ranges::count_if(network_.near, has_role));
      if (count > 0) network_.roles.push_back({std::string(role), count});
    }
  }

  const query::Database& database_;
  const corpus::Record& middle_;
  const std::string_view lang_;
  std::set<std::string, std::less<>> seen_;
  Network network_;
};

Json record_json(const NetworkRecord& record) {
  Json json = {{"id", record.id},
               {"kind", record.kind},
               {"country", record.country},
               {"title", record.title},
               {"lang", record.lang},
               {"abroad", record.abroad},
               {"step", 1},
               {"role", record.via.empty() ? record.roles.front() : ""},
               {"roles", record.roles},
               {"url", "/record/" + record.id}};
  if (record.via.empty()) return json;
  json["step"] = 2;
  json.erase("role");
  json.erase("roles");
  json["via"] = record.via;
  return json;
}

}  // namespace

std::vector<std::string_view> network_roles(const corpus::Schema& schema) {
  std::vector<std::string_view> names;
  for (const Role& role : all_roles(schema)) names.push_back(role.name);
  // The schema may have a role of the same name, which then means the same.
  for (const KindRole& role : kind_roles) {
    if (std::ranges::find(names, role.name) == names.end()) names.push_back(role.name);
  }
  names.push_back(same_concept);
  names.push_back(other_role);
  return names;
}

std::optional<Network> network_of(const query::Database& database, std::string_view id, std::string_view lang) {
  const auto middle = corpus::is_record_id(id) ? database.record(id) : std::nullopt;
  if (!middle) return std::nullopt;
  return Walk(database, *middle, lang).walk();
}

std::string network_json(const query::Database& database, const Network& network, std::string_view lang) {
  const corpus::Schema& schema = database.schema();
  const NetworkRecord& middle = network.middle;
  Json json = {{"id", middle.id},           {"kind", middle.kind},
               {"country", middle.country}, {"title", middle.title},
               {"lang", middle.lang},       {"records", Json::array()},
               {"roles", Json::array()},    {"countries", Json::array()},
               {"abroad", network.abroad},  {"left_out", network.left_out}};
  for (const NetworkRecord& one : network.near) json["records"].push_back(record_json(one));
  for (const NetworkRecord& one : network.far) json["records"].push_back(record_json(one));
  for (const NetworkRole& one : network.roles) json["roles"].push_back({{"role", one.role}, {"count", one.count}});
  for (const NetworkCountry& one : network.countries)
    json["countries"].push_back({{"country", one.country},
                                 {"label", schema.value_label("country", one.country, lang)},
                                 {"count", one.count},
                                 {"abroad", !middle.country.empty() && one.country != middle.country}});
  json["generation"] = database.generation();
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace pramen::server
