// The records around one: those it is linked with, what each is to it ("partners"), and
// those one step further. Links are said by both records, so following `related` is enough
// to find who names a record; no index of backward links is needed. `pramen check` reports
// ids that lead nowhere, they are passed over here.
//
// Bounded: at most max_near records in the first step, far_each through each of them and
// max_far together in the second. Some hundred records are read, a few milliseconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/database.h"

namespace pramen::server {

inline constexpr std::size_t max_near = 60, far_each = 4, max_far = 40;

struct NetworkRecord {
  std::string id, kind, country;  // country: its key; empty where there is none
  std::string lang, title;        // as the reader sees them (Record::text_in)
  std::string role;               // what it is to the record in the middle; empty in the second step
  std::string via;                // id of the record of the first step that leads here; empty there
  bool abroad = false;            // both countries are known and differ
};

struct NetworkCountry {
  std::string country;
  std::size_t count = 0;  // records of the first step
};

struct Network {
  NetworkRecord middle;
  std::vector<NetworkRecord> near, far;   // near: by role; both in the order of the corpus
  std::vector<NetworkCountry> countries;  // of the first step, by count, then key
  std::size_t left_out = 0;               // records of the first step beyond max_near
};

// The names of roles, in the order in which they are shown.
std::vector<std::string_view> network_roles();

// Nothing if the id is unknown. `lang` may be empty: then titles are in the language of the original.
std::optional<Network> network_of(const query::Database& database, std::string_view id, std::string_view lang);

std::string network_json(const query::Database& database, const Network& network, std::string_view lang);

}  // namespace pramen::server
