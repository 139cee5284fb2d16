// The network around a record: over HTTP, as data and on the record's page.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/server/client.h"
#include "tests/server/json_client.h"
#include "tests/server/shapes.h"
#include "tests/server/world.h"

namespace pramen::tests {
namespace {

using Json = nlohmann::json;

constexpr std::string_view route = "/api/v1/records/{id}/network";

Json network(const std::string& id, const std::string& query = "") {
  return get_json("/api/v1/records/" + id + "/network" + query);
}

void expect_shape(const std::string& status, const Json& value) {
  tests::expect_shape(std::string(route), status, value);
}

std::vector<std::string> all_ids() {
  std::vector<std::string> ids;
  for (std::size_t offset = 0;; offset += 100) {
    const auto answer = get_json("/api/v1/search?limit=100&facets=&offset=" + std::to_string(offset));
    for (const auto& hit : answer["hits"]) ids.push_back(hit["id"]);
    if (offset + 100 >= answer["total"].get<std::size_t>()) return ids;
  }
}

TEST(Network, HoldsWhatTheRecordNamesAndWhatThoseName) {
  const auto record = get_json("/api/v1/records/org-siplus-at");
  const auto answer = network("org-siplus-at", "?lang=sk");
  expect_shape("200", answer);
  std::set<std::string> named, near;
  for (const auto& one : record["related"]) named.insert(one["id"]);
  for (const auto& one : answer["records"]) {
    if (one["step"] == 1) {
      near.insert(one["id"]);
      continue;
    }
    const auto through = get_json("/api/v1/records/" + one["via"].get<std::string>());
    bool found = false;
    for (const auto& other : through["related"]) found |= other["id"] == one["id"];
    EXPECT_TRUE(found) << one;
    EXPECT_FALSE(named.contains(one["id"])) << one;
  }
  EXPECT_EQ(near, named);
}

TEST(Network, IsTheSameSeenFromBothEnds) {
  std::map<std::string, std::set<std::string>> near;
  for (const std::string& id : all_ids()) {
    const auto answer = network(id);
    for (const auto& one : answer["records"]) {
      if (one["step"] == 1) near[id].insert(one["id"]);
    }
  }
  ASSERT_GT(near.size(), 50U);
  for (const auto& [id, others] : near) {
    for (const std::string& other : others) EXPECT_TRUE(near[other].contains(id)) << id << " " << other;
  }
}

TEST(Network, CountsTheFirstStepByCountry) {
  for (const std::string id : {"org-siplus-at", "eu-siplus", "cz-housing-first-brno"}) {
    const auto answer = network(id, "?lang=de");
    std::map<std::string, std::size_t> counts;
    for (const auto& one : answer["records"]) {
      if (one["step"] == 1 && one["country"] != "") ++counts[one["country"]];
      EXPECT_EQ(one["abroad"], one["country"] != "" && one["country"] != answer["country"]) << one;
    }
    EXPECT_EQ(answer["countries"].size(), counts.size());
    for (const auto& one : answer["countries"]) {
      EXPECT_EQ(one["count"], counts[one["country"]]);
      EXPECT_NE(one["label"], one["country"]);
    }
  }
}

std::map<std::string, Json> first_step(const Json& answer) {
  std::map<std::string, Json> records;
  for (const auto& one : answer["records"]) {
    if (one["step"] == 1) records[one["id"]] = one;
  }
  return records;
}

TEST(Network, SaysRolesFromEitherEnd) {
  const auto practice = network("bg-jamba"), funder = network("org-abf");
  EXPECT_EQ(first_step(practice)["org-social-future"]["role"], "run_by");
  EXPECT_EQ(first_step(practice)["org-abf"]["role"], "funded_by");
  EXPECT_EQ(first_step(funder)["bg-jamba"]["role"], "funds");
  EXPECT_EQ(first_step(network("org-social-future"))["bg-jamba"]["roles"], Json::array({"runs"}));
}

TEST(Network, EveryRoleThatARecordSaysIsItsInverseFromTheOtherEnd) {
  const auto schema = get_json("/api/v1/schema");
  std::size_t roles = 0;
  for (const std::string& id : all_ids()) {
    const auto record = get_json("/api/v1/records/" + id);
    for (const auto& field : schema["fields"]) {
      if (!field.contains("inverse") || !record["facts"].contains(field["name"])) continue;
      for (const auto& other : record["facts"][field["name"].get<std::string>()]) {
        ++roles;
        const auto& links = record["facts"]["related"];
        EXPECT_NE(std::find(links.begin(), links.end(), other), links.end()) << id << " " << other;
        const auto back = first_step(network(other))[id]["roles"];
        EXPECT_NE(std::find(back.begin(), back.end(), field["inverse"]["name"]), back.end()) << id << " " << other;
      }
    }
  }
  EXPECT_GT(roles, 100U);
}

TEST(Network, CountsTheFirstStepByRoleAndAcrossBorders) {
  for (const std::string id : {"org-unruhe", "org-abf", "org-siplus-at", "sk-omama"}) {
    const auto answer = network(id);
    std::map<std::string, std::size_t> counts;
    std::size_t abroad = 0;
    for (const auto& [other, one] : first_step(answer)) {
      for (const auto& role : one["roles"]) ++counts[role];
      abroad += one["abroad"].get<bool>() ? 1 : 0;
    }
    EXPECT_EQ(answer["roles"].size(), counts.size());
    for (const auto& role : answer["roles"]) EXPECT_EQ(role["count"], counts[role["role"]]) << id << role;
    EXPECT_EQ(answer["abroad"], abroad);
  }
}

TEST(Network, SaysWhatIsWrong) {
  for (const std::string query : {"lang=xx", "limit=3"})
    expect_shape("400", get_json("/api/v1/records/sk-omama/network?" + query, 400));
  for (const std::string id : {"nothing", "A", "%2e%2e"})
    expect_shape("404", get_json("/api/v1/records/" + id + "/network", 404));
}

TEST(RecordPage, ListsTheWholeNetworkAndDrawsItUnseenByAssistiveTechnology) {
  for (const std::string lang : {"sk", "cs", "de", "hu", "bg", "en"}) {
    const auto page = get(shared_port(), "/record/org-siplus-at?lang=" + lang).body;
    const auto begin = page.find("id=\"network-title\""), end = page.find("</section>", begin);
    ASSERT_NE(begin, page.npos) << lang;
    const std::string section = page.substr(begin, end - begin);
    const auto picture = section.find("<svg"), picture_end = section.find("</svg>");
    ASSERT_NE(picture, section.npos);
    const std::string drawn = section.substr(picture, picture_end - picture);
    const std::string listed = section.substr(picture_end);
    EXPECT_NE(drawn.find("aria-hidden=\"true\""), drawn.npos);
    std::size_t links = 0;
    for (std::size_t at = 0; (at = drawn.find("<a href=", at)) != drawn.npos; ++at, ++links) {
      EXPECT_NE(drawn.substr(at, drawn.find('>', at) - at).find("tabindex=\"-1\""), drawn.npos);
    }
    const auto answer = network("org-siplus-at", "?lang=" + lang);
    EXPECT_EQ(links, std::min<std::size_t>(15, answer["records"].size()));
    for (const auto& one : answer["records"])
      EXPECT_NE(listed.find("href=\"" + one["url"].get<std::string>() + "?"), listed.npos) << one;
  }
}

TEST(RecordPage, AnOrganisationShowsHowManyItIsLinkedWith) {
  const auto page = get(shared_port(), "/record/org-unruhe?lang=en").body;
  const auto answer = network("org-unruhe");
  const auto row = [](const std::string& label, std::size_t count) {
    return "<div><dt class=\"capital\">" + label + "</dt><dd>" + std::to_string(count) + "</dd></div>";
  };
  EXPECT_NE(page.find(row("awarded", 50)), page.npos);
  EXPECT_NE(page.find(row("links across borders", answer["abroad"])), page.npos);
  EXPECT_NE(page.find(row("countries it is linked with", answer["countries"].size())), page.npos);
  EXPECT_EQ(get(shared_port(), "/record/sk-omama?lang=en").body.find("network-counts"), page.npos);
}

TEST(RecordPage, IsWholeForEveryRecordWithANetworkOrNone) {
  for (const std::string& id : all_ids()) {
    const auto page = get(shared_port(), "/record/" + id + "?lang=hu");
    EXPECT_EQ(page.status, 200) << id;
    EXPECT_EQ(page.body.find("class=\"network\"") != page.body.npos, !network(id)["records"].empty()) << id;
  }
}

}  // namespace
}  // namespace pramen::tests
