// Web addresses of a record, and when two of them are the same page. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace pramen::report {

// Every source in every field of sources; as long as the record.
std::vector<const corpus::Source*> sources_of(const corpus::Record& record);

// "example.org" of "https://www.Example.org:443/a": lower case, without www. and port.
std::string host_of(std::string_view url);

// Host and path, by which pages are compared: no scheme, fragment and slash at the end.
std::string page_of(std::string_view url);

bool is_plain_http(std::string_view url);

}  // namespace pramen::report
