// Text from outside on its way into a log line.
#pragma once

#include <string>
#include <string_view>

namespace pramen::server {

// Control characters and backslashes as \xNN or \u00NN, long text cut: a value can neither
// end its line nor forge another.
std::string escaped(std::string_view text);

}  // namespace pramen::server
