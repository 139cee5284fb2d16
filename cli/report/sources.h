// Where the records' sources are: hosts, addresses that several records give, plain
// http. 16 bytes an address, and the text of those that come again. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/report/catalogue.h"
#include "cli/report/first_seen.h"

namespace pramen::report {

struct Sources {
  struct Host {
    std::string host;
    std::size_t addresses = 0;
  };
  struct Shared {
    std::string address;
    std::vector<std::string> records;  // at most most_listed ids
    std::size_t count = 0;             // all records
  };
  struct PlainHttp {
    corpus::Position where;
    std::string record, address;
  };
  static constexpr std::size_t top_hosts = 20, most_listed = 20;

  std::size_t addresses = 0, hosts = 0;
  std::vector<Host> top;       // most addresses first
  std::vector<Shared> shared;  // most records first
  std::vector<PlainHttp> plain_http;
};

class SourcesReader {
 public:
  void add(Number number, const corpus::Record& record);
  Sources finish(const Catalogue& catalogue) const;

 private:
  void add_address(Number number, const std::string& url);

  std::unordered_map<std::string, std::vector<Number>> hosts_;  // the record of each address
  FirstSeen first_;                                             // by page
  std::unordered_map<std::string, std::vector<Number>> again_;  // pages of several records
  std::vector<std::pair<Number, std::string>> plain_http_;
};

}  // namespace pramen::report
