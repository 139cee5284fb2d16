// What the readers need to know of UTF-8: is it sound, where does it break, which
// characters no text may hold. Pure functions over bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pramen::corpus {

// Bytes of the character that begins at `at`; 0 if no well-formed one does
// (overlong forms and surrogates are not well-formed).
std::size_t character_length(std::string_view text, std::size_t at);

// Offset of the first byte that is no UTF-8; npos if all is well.
std::size_t first_invalid_utf8(std::string_view text);

// Offset of the first control character (C0, DEL, C1, bidirectional overrides and isolates) but TAB, LF and CR; npos if
// there is none. `text` must be UTF-8.
std::size_t first_control(std::string_view text);

// Puts a space of the same length where control characters stand, so that reading
// can go on without any place moving.
void blank_controls(std::string& text);

// One line: runs of space, TAB, LF and CR become one space, none at the ends.
std::string fold_spaces(std::string_view text);

// A body as we keep it: LF line ends, no blank lines at the start, no white space
// at the end. So a change of line ends makes no translation stale.
std::string clean_body(std::string_view text);

// Nothing that could be seen: white space, no-break and zero-width spaces.
bool is_blank(std::string_view text);

// Every place of `from`, which is not empty, from the front; what was put in is not looked at again.
void replace_all(std::string& text, std::string_view from, std::string_view to);

// For messages: 'text' in quotes, cut after some forty characters.
std::string in_quotes(std::string_view text);

}  // namespace pramen::corpus
