#include "corpus/csv_rows.h"

#include <algorithm>

#include "corpus/reader.h"

namespace pramen::corpus {

CsvRows::CsvRows(Input& input) : input_(input) {
  const bool marked = input_.get() == 0xEF && input_.get() == 0xBB && input_.get() == 0xBF;
  const std::uint64_t start = marked ? 3 : 0;
  input_.seek(start);
  choose_delimiter();
  input_.seek(start);
}

CsvRows::Result CsvRows::next(std::vector<Cell>& cells, Findings& findings) {
  cells.clear();
  const End end = gather();
  if (end == End::file && raw_.empty() && !too_large_) return Result::end;
  const bool unclosed = end == End::file && state_ == State::quoted;
  if (end == End::quote_fault || unclosed) {
    report_quote(end, findings);
    resume();
    return Result::faulty;
  }
  if (too_large_) {
    findings.fault(start_, "too-large", say("the row has more than {} bytes", max_record_bytes),
                   say("look for a quote that is not closed; else shorten the text"));
    return Result::faulty;
  }
  if (!check_characters(raw_, start_, findings)) return Result::faulty;
  split(cells);
  return Result::row;
}

CsvRows::End CsvRows::gather() {
  raw_.clear();
  too_large_ = spot_known_ = false;
  state_ = State::cell_start;
  start_ = now_;
  while (true) {
    pass_plain_bytes();
    const int byte = input_.get();
    if (byte < 0) return End::file;
    const char c = static_cast<char>(byte);
    if (raw_.size() < max_record_bytes)
      raw_ += c;
    else
      too_large_ = true;
    if (state_ == State::after_quote && c != '"' && c != delimiter_ && c != '\r' && c != '\n') return End::quote_fault;
    const bool ends = c == '\n' && state_ != State::quoted;
    if (!ends) take(c);
    if (c == '\n')
      close_line();
    else if ((byte & 0xC0) != 0x80)
      ++now_.column;
    if (ends) return End::newline;
  }
}

// Within a cell nothing changes before its end, its next quote or the line's end.
void CsvRows::pass_plain_bytes() {
  if (state_ != State::plain && state_ != State::quoted) return;
  const std::string_view ahead = input_.ahead();
  const char end = state_ == State::plain ? delimiter_ : '"';
  const auto stop = std::ranges::find_if(ahead, [end](char c) { return c == end || c == '\n'; });
  const std::string_view plain(ahead.begin(), stop);
  const std::size_t room = max_record_bytes - std::min(raw_.size(), max_record_bytes);
  too_large_ = too_large_ || plain.size() > room;
  raw_.append(plain.substr(0, room));
  now_.column += static_cast<std::uint32_t>(count_characters(plain));
  input_.skip(plain.size());
}

void CsvRows::take(char c) {
  switch (state_) {
    case State::cell_start:
      if (c == '"') {
        opened_ = now_;
        spot_known_ = false;
        state_ = State::quoted;
      } else if (c != delimiter_) {
        state_ = State::plain;
      }
      break;
    case State::plain:
      if (c == delimiter_) state_ = State::cell_start;
      break;
    case State::quoted:
      if (c == '"') state_ = State::after_quote;
      break;
    case State::after_quote:
      if (c == '"') state_ = State::quoted;
      if (c == delimiter_) state_ = State::cell_start;
      break;
  }
}

void CsvRows::close_line() {
  ++now_.line;
  now_.column = 1;
  if (spot_known_) return;
  spot_ = {input_.offset(), now_.line};
  spot_known_ = true;
}

// Spreadsheets of our languages write semicolons, because the comma is theirs for decimals.
// What stands in quotes does not count.
void CsvRows::choose_delimiter() {
  bool quoted = false, semicolon = false, tab = false;
  std::size_t seen = 0;
  for (int byte = input_.get(); byte >= 0 && seen < max_record_bytes; byte = input_.get(), ++seen) {
    if (byte == '"') quoted = !quoted;
    if (quoted) continue;
    if (byte == ',') return;
    if (byte == '\n') break;
    semicolon = semicolon || byte == ';';
    tab = tab || byte == '\t';
  }
  if (semicolon)
    delimiter_ = ';';
  else if (tab)
    delimiter_ = '\t';
}

namespace {

// Appends what stands between the quotes, of which the first is at `at`; returns where the cell goes on behind them.
std::size_t unquote(std::string_view text, std::size_t at, std::string& out) {
  for (++at;; at += 2) {
    const std::size_t quote = std::min(text.find('"', at), text.size());
    out += text.substr(at, quote - at);
    if (quote + 1 >= text.size() || text[quote + 1] != '"') return std::min(quote + 1, text.size());
    out += '"';
    at = quote;
  }
}

}  // namespace

void CsvRows::split(std::vector<Cell>& cells) const {
  std::string_view text = raw_;
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  PlaceCounter places(text, start_);
  for (std::size_t at = 0;;) {
    Cell cell{.text = {}, .at = places.at_byte(at), .quoted = at < text.size() && text[at] == '"'};
    if (cell.quoted) at = unquote(text, at, cell.text);
    const std::size_t end = text.find(delimiter_, at);
    if (!cell.quoted) cell.text = text.substr(at, end - at);
    cells.push_back(std::move(cell));
    at = end;
    if (at == std::string_view::npos) return;
    ++at;
  }
}

void CsvRows::report_quote(End end, Findings& findings) {
  if (end == End::quote_fault && opened_.line == now_.line) {
    findings.fault(now_, "broken-csv", say("something stands between the closing quote and the next cell"),
                   say("double the quotes inside a cell: \"\""));
  } else {
    findings.fault(opened_, "broken-csv", say("this quote is not closed"),
                   say("add the closing quote; double the quotes inside a cell"));
  }
}

void CsvRows::resume() {
  if (!spot_known_) return skip_line();
  input_.seek(spot_.offset);
  now_ = {spot_.line, 1};
}

void CsvRows::skip_line() {
  for (int byte = input_.get(); byte >= 0; byte = input_.get()) {
    if (byte == '\n') break;
  }
  now_ = {now_.line + 1, 1};
}

}  // namespace pramen::corpus
