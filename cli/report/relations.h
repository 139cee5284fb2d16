// Which records name which: answered or not, and organisations that nobody names.
// Dead relations keep their record out of the report; they are among the faults.
// 16 bytes a relation and a record. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cli/report/catalogue.h"

namespace pramen::report {

struct Relations {
  struct KindPair {
    std::size_t all = 0, one_sided = 0;
  };
  struct OneSided {
    corpus::Position where;  // of the record that names the other
    std::string from, to;
  };
  struct Orphan {
    corpus::Position where;
    std::string record;
    std::size_t names = 0;  // records that it names itself
  };
  struct Role {
    std::string field;
    std::size_t all = 0, records = 0;  // links that say the role, records that say it
  };
  std::vector<std::vector<KindPair>> kinds;  // [from][to]
  std::vector<Role> roles;                   // that are said, in the order of the schema
  std::vector<OneSided> one_sided;
  std::vector<Orphan> orphans;
};

class RelationsReader {
 public:
  void add(Number number, const corpus::Schema& schema, const corpus::Record& record);

  // To be called once all records are there; then related() may be asked.
  Relations finish(const Catalogue& catalogue);
  // One of the two names the other.
  bool related(Number a, Number b) const;

 private:
  bool names(Number from, Number to) const;
  std::vector<Relations::Role> counted_roles(const Catalogue& catalogue) const;

  struct RoleLinks {
    Number record;
    std::string field;
    std::size_t links;
  };

  std::vector<std::pair<std::uint64_t, Number>> ids_;    // hash of the id
  std::vector<std::pair<Number, std::uint64_t>> named_;  // record, hash of the id it names
  std::vector<std::pair<Number, Number>> edges_;         // ascending
  std::vector<RoleLinks> role_links_;
};

}  // namespace pramen::report
