#include "server/network_graph.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "server/roles.h"
#include "server/target.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

// Units of the picture; a unit is about a pixel where the page is at its widest.
constexpr int width = 720, side = 220, middle_width = 170, indent = 18, gap = 10, line = 17, padding = 9;
constexpr int middle_x = (width - middle_width) / 2;
constexpr std::size_t side_letters = 23, far_letters = 24, middle_letters = 16;

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// The bytes of the first `count` characters.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (starts_character(text[at]) && count-- == 0) break;
  }
  return at;
}

// Broken at spaces into lines of at most `letters`; what does not fit ends in an ellipsis.
std::vector<std::string> lines_of(std::string_view text, std::size_t letters, std::size_t lines) {
  std::vector<std::string> result;
  while (!text.empty()) {
    std::size_t end = bytes_of(text, letters);
    if (end == text.size()) {
      result.emplace_back(text);
      break;
    }
    if (result.size() + 1 == lines) {
      result.push_back(std::string(text.substr(0, bytes_of(text, letters - 1))) + "…");
      break;
    }
    if (const auto space = text.rfind(' ', end); space != text.npos && space > 0) end = space;
    result.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    if (text.starts_with(' ')) text.remove_prefix(1);
  }
  return result;
}

struct View {
  const corpus::Schema& schema;
  const Texts& texts;

  std::string country(std::string_view key) const { return schema.value_label("country", key, texts.code()); }
  std::string detail(const NetworkRecord& record) const {
    const std::string kind = schema.kind_label(record.kind, texts.code());
    return record.country.empty() ? kind : kind + " · " + country(record.country);
  }
  // Roles of the schema have labels there, those by kind among the texts of the pages.
  std::string role(std::string_view name) const {
    for (const Role& role : all_roles(schema)) {
      if (role.name == name) return std::string(corpus::label_in(*role.labels, texts.code(), name));
    }
    return std::string(texts["network_" + std::string(name)]);
  }
  std::string url(const NetworkRecord& record) const { return record_address(record.id, texts); }
};

// A record of the first step with those that are drawn below it.
struct Branch {
  const NetworkRecord* near;
  std::vector<const NetworkRecord*> far;
};

std::vector<Branch> branches_of(const Network& network) {
  std::vector<Branch> branches;
  std::size_t free = graph_records - 1;
  for (const NetworkRecord& near : network.near) {
    if (free == 0) break;
    branches.push_back({&near, {}});
    --free;
  }
  // One below each in turn, so that no record takes all the places.
  for (std::size_t round = 0; round < far_each; ++round) {
    for (Branch& branch : branches) {
      std::size_t before = 0;
      const auto next = std::ranges::find_if(
          network.far, [&](const NetworkRecord& far) { return far.via == branch.near->id && before++ == round; });
      if (free == 0 || next == network.far.end()) continue;
      branch.far.push_back(&*next);
      --free;
    }
  }
  return branches;
}

Json box(const View& view, const NetworkRecord& record, int x, int y, int box_width, std::size_t letters,
         std::size_t lines) {
  Json rows = Json::array();
  int row_y = y + padding + 12;
  for (const std::string& text : lines_of(record.title, letters, lines)) {
    rows.push_back({{"x", x + padding}, {"y", row_y}, {"text", text}, {"small", false}});
    row_y += line;
  }
  for (const std::string& text : lines_of(view.detail(record), letters + 4, 1)) {
    rows.push_back({{"x", x + padding}, {"y", row_y}, {"text", text}, {"small", true}});
    row_y += line;
  }
  return {{"x", x},
          {"y", y},
          {"width", box_width},
          {"height", row_y - y - 12 + padding - 4},
          {"rows", rows},
          {"kind", record.kind},
          {"abroad", record.abroad},
          {"title", record.title},
          {"lang", record.lang},
          {"url", view.url(record)}};
}

class Picture {
 public:
  explicit Picture(const View& view) : view_(view) {}

  Json draw(const Network& network, const std::vector<Branch>& branches) {
    for (const Branch& branch : branches) add(branch);
    const int height = std::max({heights_[0], heights_[1], 90 + gap}) - gap;
    Json middle = box(view_, network.middle, middle_x, 0, middle_width, middle_letters, 4);
    const int middle_y = (height - middle["height"].get<int>()) / 2;
    middle = box(view_, network.middle, middle_x, middle_y, middle_width, middle_letters, 4);
    middle["middle"] = true;
    Json edges = Json::array();
    for (const auto& [left, y, abroad] : ends_) {
      const int from = left ? middle_x : middle_x + middle_width, to = left ? side : width - side;
      const int bend = (from + to) / 2;
      edges.push_back(
          {{"abroad", abroad}, {"path", fmt_curve(from, middle_y + middle["height"].get<int>() / 2, bend, to, y)}});
    }
    for (const std::string& path : stems_) edges.push_back({{"abroad", false}, {"path", path}});
    boxes_.push_back(std::move(middle));
    return {{"width", width + 2}, {"height", height + 2}, {"edges", edges}, {"boxes", boxes_}};
  }

 private:
  static std::string fmt_curve(int x, int y, int bend, int to_x, int to_y) {
    const auto point = [](int a, int b) { return std::to_string(a) + " " + std::to_string(b); };
    return "M" + point(x, y) + "C" + point(bend, y) + " " + point(bend, to_y) + " " + point(to_x, to_y);
  }

  // To the side on which there is more room.
  void add(const Branch& branch) {
    const bool left = heights_[0] <= heights_[1];
    int& y = heights_[left ? 0 : 1];
    const int x = left ? 0 : width - side;
    Json near = box(view_, *branch.near, x, y, side, side_letters, 2);
    const int height = near["height"].get<int>();
    ends_.push_back({left, y + height / 2, branch.near->abroad});
    const int stem = x + indent / 2;
    const int bottom = y + height;
    y = bottom + gap;
    boxes_.push_back(std::move(near));
    for (const NetworkRecord* far : branch.far) {
      y -= gap / 2;
      Json json = box(view_, *far, x + indent, y, side - indent, far_letters, 1);
      json["far"] = true;
      const int half = y + json["height"].get<int>() / 2;
      stems_.push_back("M" + std::to_string(stem) + " " + std::to_string(bottom) + "V" + std::to_string(half) + "h" +
                       std::to_string(x + indent - stem));
      y += json["height"].get<int>() + gap;
      boxes_.push_back(std::move(json));
    }
  }

  struct End {
    bool left;
    int y;
    bool abroad;
  };
  const View& view_;
  std::array<int, 2> heights_ = {0, 0};  // of the columns, with a gap below
  std::vector<End> ends_;
  std::vector<std::string> stems_;
  Json boxes_ = Json::array();
};

Json listed(const View& view, const NetworkRecord& record) {
  return {{"title", record.title},
          {"title_lang", record.lang},
          {"url", view.url(record)},
          {"kind", record.kind},
          {"kind_label", view.schema.kind_label(record.kind, view.texts.code())},
          {"country", view.country(record.country)},
          {"abroad", record.abroad}};
}

// With those that it leads to below it, in its first group only.
Json listed_near(const View& view, const Network& network, const NetworkRecord& near, std::string_view role) {
  Json json = listed(view, near);
  json["far"] = Json::array();
  for (const NetworkRecord& far : network.far) {
    if (far.via == near.id && near.roles.front() == role) json["far"].push_back(listed(view, far));
  }
  json["far_any"] = !json["far"].empty();
  return json;
}

// A record stands in the group of each of its roles.
Json groups_json(const View& view, const Network& network) {
  Json groups = Json::array();
  for (const NetworkRole& role : network.roles) {
    Json records = Json::array();
    for (const NetworkRecord& near : network.near) {
      if (std::ranges::find(near.roles, role.role) != near.roles.end())
        records.push_back(listed_near(view, network, near, role.role));
    }
    groups.push_back({{"role", role.role}, {"label", view.role(role.role)}, {"records", std::move(records)}});
  }
  return groups;
}

// How many links of each role, countries and links across borders there are, for those who look for partners.
Json counts_json(const View& view, const Network& network) {
  Json counts = Json::array();
  if (network.middle.kind != "organisation") return counts;
  const auto add = [&](std::string label, std::size_t count) {
    if (count > 0) counts.push_back({{"label", std::move(label)}, {"count", view.texts.number(count)}});
  };
  for (const NetworkRole& role : network.roles) add(view.role(role.role), role.count);
  add(std::string(view.texts["network_count_countries"]), network.countries.size());
  add(std::string(view.texts["network_count_abroad"]), network.abroad);
  return counts;
}

std::string countries_text(const View& view, const Network& network) {
  std::string list;
  for (const NetworkCountry& one : network.countries)
    list += (list.empty() ? "" : ", ") + view.country(one.country) + " " + view.texts.number(one.count);
  return list.empty() ? list : view.texts.fill("network_countries", {{"countries", list}});
}

}  // namespace

std::string network_graph(const corpus::Schema& schema, const Texts& texts, const Network& network) {
  const View view{schema, texts};
  return render("network_graph", Picture(view).draw(network, branches_of(network)));
}

Json network_section(const corpus::Schema& schema, const Texts& texts, const Network& network) {
  const View view{schema, texts};
  const std::size_t all = network.near.size() + network.far.size() + network.left_out;
  const bool all_drawn = all + 1 <= graph_records;
  return {
      {"network_any", !network.near.empty()},
      {"network_groups", groups_json(view, network)},
      {"network_counts", counts_json(view, network)},
      {"network_counts_any", network.middle.kind == "organisation"},
      {"network_countries", countries_text(view, network)},
      {"network_graph", network.near.empty() ? std::string() : network_graph(schema, texts, network)},
      {"network_drawn", all_drawn ? std::string()
                                  : texts.fill("network_drawn", {{"shown", texts.number(graph_records - 1)},
                                                                 {"all", texts.number(all)}})},
      {"network_left_out", network.left_out == 0 ? std::string() : texts.count("network_left_out", network.left_out)}};
}

}  // namespace pramen::server
