// Settings from a TOML file and the environment. A misspelt key is an error: a
// limit that silently stays at its default protects nobody.
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <vector>

#include "server/cross_origin.h"
#include "server/log.h"
#include "server/origin.h"
#include "server/server.h"

namespace pramen::server {
namespace {

struct Number {
  std::string_view key;
  long long minimum, maximum;
  std::function<void(Settings&, long long)> set;
};

template <typename Type>
Number number(std::string_view key, long long minimum, long long maximum, Type Settings::*member) {
  return {key, minimum, maximum,
          [member](Settings& settings, long long value) { settings.*member = static_cast<Type>(value); }};
}

const std::vector<Number>& numbers() {
  static const std::vector<Number> table = {
      number("bulk_mib", 1, 1024, &Settings::bulk_mib),
      number("bodies_mib", 1, 65536, &Settings::bodies_mib),
      number("query_log_days", 0, 3650, &Settings::query_log_days),
      number("threads", 1, 1024, &Settings::threads),
      number("read_timeout_s", 1, 600, &Settings::read_timeout_s),
      number("request_deadline_s", 1, 600, &Settings::request_deadline_s),
      number("write_timeout_s", 1, 600, &Settings::write_timeout_s),
      number("keep_alive_requests", 1, 1'000'000'000, &Settings::keep_alive_requests),
      number("keep_alive_s", 1, 600, &Settings::keep_alive_s),
  };
  return table;
}

struct Word {
  std::string_view key;
  void (*set)(Settings&, std::string_view);
};

constexpr std::array words = {
    Word{"listen", set_listen},
    Word{"database", [](Settings& settings, std::string_view folder) { settings.database = folder; }},
    Word{"corpus", [](Settings& settings, std::string_view folder) { settings.corpus = folder; }},
    Word{"public_url", set_public_url},
    Word{"publisher", [](Settings& settings, std::string_view name) { settings.publisher = name; }},
    Word{"contact", set_contact},
    Word{"enforcement", set_enforcement},
    Word{"state_bar", set_state_bar},
    Word{"theme", [](Settings& settings, std::string_view file) { settings.theme = file; }},
    Word{"security_contact", set_security_contact},
    Word{"log_format", set_log_format},
};

struct List {
  std::string_view key;
  void (*set)(Settings&, std::span<const std::string>);
};

constexpr std::array lists = {
    List{"allowed_origins", set_allowed_origins},
    List{"links_private", set_links_private},
};

std::string all_keys() {
  std::string keys;
  for (const auto& row : words) keys += (keys.empty() ? "" : ", ") + std::string(row.key);
  for (const auto& row : lists) keys += ", " + std::string(row.key);
  for (const auto& row : numbers()) keys += ", " + std::string(row.key);
  return keys;
}

const Number* find_number(std::string_view key) {
  for (const auto& row : numbers()) {
    if (row.key == key) return &row;
  }
  return nullptr;
}

void set_number(Settings& settings, const Number& row, long long value) {
  if (value < row.minimum || value > row.maximum)
    throw std::invalid_argument(fmt::format("{} takes a number from {} to {}", row.key, row.minimum, row.maximum));
  row.set(settings, value);
}

void take_list(Settings& settings, const List& row, const toml::node& node) {
  const auto fault = [&] { return std::invalid_argument(fmt::format("{} takes a list of texts in quotes", row.key)); };
  const auto* array = node.as_array();
  if (array == nullptr) throw fault();
  std::vector<std::string> items;
  for (const auto& item : *array) {
    const auto text = item.value_exact<std::string>();
    if (!text) throw fault();
    items.push_back(*text);
  }
  row.set(settings, items);
}

void take(Settings& settings, std::string_view key, const toml::node& node) {
  if (const auto* row = find_number(key)) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value) throw std::invalid_argument(fmt::format("{} takes a whole number", key));
    return set_number(settings, *row, *value);
  }
  if (const auto* row = std::ranges::find(lists, key, &List::key); row != lists.end())
    return take_list(settings, *row, node);
  const auto* row = std::ranges::find(words, key, &Word::key);
  if (row == words.end())
    throw std::invalid_argument(fmt::format("there is no setting {} (settings are {})", key, all_keys()));
  const auto text = node.value_exact<std::string>();
  if (!text) throw std::invalid_argument(fmt::format("{} takes a text in quotes", key));
  row->set(settings, *text);
}

void read_file(const std::filesystem::path& path, Settings& settings) {
  const auto fault = [&](const toml::source_region& where, std::string_view what) {
    return std::runtime_error(fmt::format("{}:{}:{}: {}", path.string(), where.begin.line, where.begin.column, what));
  };
  toml::table table;
  try {
    table = toml::parse_file(path.string());
  } catch (const toml::parse_error& error) {
    if (error.source().begin.line == 0)
      throw std::runtime_error(fmt::format("{}: {}", path.string(), error.description()));
    throw fault(error.source(), error.description());
  }
  for (const auto& [key, node] : table) {
    try {
      take(settings, key.str(), node);
    } catch (const std::invalid_argument& error) {
      throw fault(key.source(), error.what());
    }
  }
}

// "listen" is PRAMEN_LISTEN in the environment.
std::string variable(std::string_view key) {
  std::string name = "PRAMEN_";
  for (const char c : key) name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return name;
}

// A list in the environment: its items with blanks or commas between them.
std::vector<std::string> split(std::string_view text) {
  constexpr std::string_view between = " ,";
  std::vector<std::string> items;
  while (true) {
    const auto begin = text.find_first_not_of(between);
    if (begin == text.npos) return items;
    text.remove_prefix(begin);
    const auto end = std::min(text.find_first_of(between), text.size());
    items.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

void read_environment(Settings& settings) {
  const auto fault = [](std::string_view name, std::string_view what) {
    return std::runtime_error(fmt::format("environment {}: {}", name, what));
  };
  for (const auto& row : words) {
    const std::string name = variable(row.key);
    const char* text = std::getenv(name.c_str());
    if (text == nullptr) continue;
    try {
      row.set(settings, text);
    } catch (const std::invalid_argument& error) {
      throw fault(name, error.what());
    }
  }
  for (const auto& row : lists) {
    const std::string name = variable(row.key);
    const char* text = std::getenv(name.c_str());
    if (text == nullptr) continue;
    try {
      row.set(settings, split(text));
    } catch (const std::invalid_argument& error) {
      throw fault(name, error.what());
    }
  }
  for (const auto& row : numbers()) {
    const std::string name = variable(row.key);
    const char* text = std::getenv(name.c_str());
    if (text == nullptr) continue;
    long long value = 0;
    const std::string_view whole = text;
    const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), value);
    if (error != std::errc() || end != whole.data() + whole.size()) throw fault(name, "a whole number is expected");
    try {
      set_number(settings, row, value);
    } catch (const std::invalid_argument& wrong) {
      throw fault(name, wrong.what());
    }
  }
}

std::string address_in(std::string_view text, std::string_view key) {
  const bool known = std::ranges::any_of(std::array{"mailto:", "https://", "tel:"},
                                         [&](std::string_view scheme) { return text.starts_with(scheme); });
  const bool plain = std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
  if (!known || !plain)
    throw std::invalid_argument(fmt::format("{} takes an address that begins with mailto:, https:// or tel:", key));
  return std::string(text);
}

}  // namespace

Settings load_settings(const std::filesystem::path& toml_file) {
  Settings settings;
  if (!toml_file.empty()) read_file(toml_file, settings);
  read_environment(settings);
  return settings;
}

void set_listen(Settings& settings, std::string_view listen) {
  const auto wrong = [&] {
    return std::invalid_argument(
        fmt::format("\"{}\" is no address to listen on (host:port, [::1]:port or port)", listen));
  };
  std::string host;
  std::string_view port = listen;
  if (const auto colon = listen.rfind(':'); colon != listen.npos) {
    host = listen.substr(0, colon);
    port = listen.substr(colon + 1);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed) host = host.substr(1, host.size() - 2);
    if (host.empty() || (!bracketed && host.find_first_of(":[]") != host.npos)) throw wrong();
  }
  int number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (port.empty() || error != std::errc() || end != port.data() + port.size() || number < 0 || number > 65535)
    throw wrong();
  if (!host.empty()) settings.host = host;
  settings.port = number;
}

void set_public_url(Settings& settings, std::string_view public_url) {
  const auto origin = read_origin(public_url);
  if (!origin)
    throw std::invalid_argument(
        "public_url takes an address such as https://example.org, with nothing behind the host but a port");
  settings.public_url = *origin;
}

void set_security_contact(Settings& settings, std::string_view contact) {
  settings.security_contact = address_in(contact, "security_contact");
}

void set_contact(Settings& settings, std::string_view contact) { settings.contact = address_in(contact, "contact"); }

void set_enforcement(Settings& settings, std::string_view address) {
  settings.enforcement = address_in(address, "enforcement");
}

void set_state_bar(Settings& settings, std::string_view state) {
  if (!state.empty() && state != "sk")
    throw std::invalid_argument("state_bar takes \"sk\", for a body of the Slovak state, or nothing");
  settings.state_bar = state;
}

void set_log_format(Settings& settings, std::string_view format) {
  if (!read_log_format(format))
    throw std::invalid_argument(fmt::format("log_format takes one of {}", fmt::join(log_formats, ", ")));
  settings.log_format = format;
}

void set_allowed_origins(Settings& settings, std::span<const std::string> origins) {
  std::vector<std::string> allowed;
  for (const auto& text : origins) {
    auto origin = read_allowed_origin(text);
    if (!origin)
      throw std::invalid_argument(fmt::format(
          "allowed_origins takes addresses such as https://example.org, or * for every page; \"{}\" is neither", text));
    allowed.push_back(std::move(*origin));
  }
  settings.allowed_origins = std::move(allowed);
}

void set_links_private(Settings& settings, std::span<const std::string> hosts) {
  for (const std::string& host : hosts) {
    const bool plain =
        std::ranges::all_of(host, [](char c) { return c > 0x20 && c < 0x7F && c != '/' && !(c >= 'A' && c <= 'Z'); });
    if (host.empty() || host.starts_with('-') || !plain)
      throw std::invalid_argument(
          fmt::format("links_private takes hosts in small letters, such as intranet.example.sk or 10.1.2.3; \"{}\" is "
                      "none",
                      host));
  }
  settings.links_private.assign(hosts.begin(), hosts.end());
}

}  // namespace pramen::server
