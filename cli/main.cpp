// `pramen`: reads the command line, calls one door, and turns what the machine
// throws into a sentence and an exit code.
#include <CLI/CLI.hpp>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>

#include "cli/commands.h"
#include "corpus/sentence.h"

namespace {

using namespace pramen;

using Door = std::function<int()>;

void add_example(CLI::App* command, const std::string& example) { command->footer("Example:\n  " + example + "\n"); }

void add_message_language(CLI::App* command, std::string& lang) {
  command
      ->add_option("--lang", lang, "Language of what is said of faults: sk, cs, de, hu, bg, en; default: the locale's")
      ->type_name("LANG")
      ->check(CLI::IsMember(corpus::sentence_languages()));
}

void add_progress(CLI::App* command, bool& lines) {
  command
      ->add_option_function<std::string>(
          "--progress", [&lines](const std::string& how) { lines = how == "lines"; },
          "lines: how far it is as JSON lines on standard error, {\"progress\": {\"stage\", \"share\", \"records\"}}, "
          "for "
          "programs; default: a bar on a terminal")
      ->type_name("HOW")
      ->check(CLI::IsMember({"auto", "lines"}));
}

void add_links(CLI::App* command, cli::ReportOptions& options) {
  CLI::Option* links = command->add_flag("--links", options.links,
                                         "Also ask every web address that the corpus names whether it still answers; "
                                         "this takes a second for each of a host");
  command->add_flag("--links-offline", options.links_offline, "Say what is known from earlier reports, ask nothing")
      ->needs(links);
  command
      ->add_option("--links-cache", options.links_cache,
                   "Where answers are kept; default: pramen/links.jsonl in $XDG_CACHE_HOME or ~/.cache")
      ->type_name("FILE")
      ->needs(links);
  command
      ->add_option("--links-days", options.links_days,
                   "Days that an answer is believed if the page is there; others are asked again after one; default: 7")
      ->type_name("N")
      ->check(CLI::Range(0, 3650))
      ->needs(links);
  command->add_option("--links-pause", options.links_pause_s, "Between two requests at one host; default: 1")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.0, 3600.0))
      ->needs(links);
  command->add_option("--links-timeout", options.links_timeout_s, "For one answer; default: 10")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.1, 600.0))
      ->needs(links);
  command->add_option("--links-hosts", options.links_hosts, "Hosts that are asked at once; default: 8")
      ->type_name("N")
      ->check(CLI::Range(1, 64))
      ->needs(links);
  command
      ->add_option(
          "--links-private", options.links_private,
          "Ask this host although it lies in a private network (127.0.0.1, 10.0.0.1, ...), which is not done "
          "else: whoever writes records could make this machine knock at its neighbours' doors; repeat for more")
      ->type_name("HOST")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->needs(links);
}

CLI::Option* add_database(CLI::App* command, std::filesystem::path& database) {
  return command->add_option("--db", database, "The database folder")
      ->required()
      ->type_name("DIR")
      ->envname("PRAMEN_DB");
}

// Each option struct lives as long as the program, because CLI11 writes into it
// while parsing.
void add_commands(CLI::App& app, Door& door) {
  {
    static cli::CheckOptions options;
    CLI::App* command =
        app.add_subcommand("check", "Report every fault of a corpus as file:line:column: message (hint)");
    command->add_option("CORPUS", options.corpus, "A corpus folder, or a .json, .jsonl, .csv or .xlsx file")
        ->required()
        ->check(CLI::ExistingPath);
    command->add_flag("--json", options.json, "Print the report as JSON");
    add_message_language(command, options.lang);
    add_progress(command, options.progress_lines);
    add_example(command, "pramen check corpus");
    command->callback([&] { door = [] { return cli::check(options); }; });
  }
  {
    static cli::ThesaurusOptions options;
    CLI::App* command = app.add_subcommand("thesaurus", "Check a thesaurus, or write it in another format");
    command->require_subcommand(1);
    const auto add_file = [](CLI::App* one) {
      one->add_option("FILE", options.file, "A thesaurus: SKOS in .ttl, .jsonld, .rdf or .jsonl; .tbx")
          ->required()
          ->check(CLI::ExistingFile);
    };
    CLI::App* convert = command->add_subcommand("convert", "Write a thesaurus in another format to standard output");
    add_file(convert);
    convert->add_option("--to", options.to, "turtle, jsonld, rdfxml, jsonl or tbx")
        ->required()
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"turtle", "jsonld", "rdfxml", "jsonl", "tbx"}));
    add_example(convert, "pramen thesaurus convert corpus/thesaurus.ttl --to jsonld > thesaurus.jsonld");
    convert->callback([&] { door = [] { return cli::convert_thesaurus(options); }; });
    CLI::App* check =
        command->add_subcommand("check", "Report every fault of a thesaurus as file:line:column: message (hint)");
    add_file(check);
    check->add_flag("--json", options.json, "Print the report as JSON");
    add_message_language(check, options.lang);
    add_example(check, "pramen thesaurus check corpus/thesaurus.ttl");
    check->callback([&] { door = [] { return cli::check_thesaurus(options); }; });
    add_example(command, "pramen thesaurus check corpus/thesaurus.ttl");
  }
  {
    static cli::ReportOptions options;
    CLI::App* command = app.add_subcommand(
        "report", "What a corpus holds, what is missing or there twice, what is odd in its texts; for editors");
    command->add_option("CORPUS", options.corpus, "A corpus folder, or a .json, .jsonl, .csv or .xlsx file")
        ->required()
        ->check(CLI::ExistingPath);
    command->add_option("--limit", options.limit, "Lines of each list; 0: all; default: 10")->type_name("N");
    command->add_option("--jobs", options.jobs, "Threads that look at texts; 0: one per core")
        ->type_name("N")
        ->check(CLI::Range(0, 256));
    command->add_flag("--json", options.json, "Print the report as JSON, with all lists in full");
    add_message_language(command, options.lang);
    add_progress(command, options.progress_lines);
    add_links(command, options);
    add_example(command, "pramen report corpus --limit 20");
    command->callback([&] { door = [] { return cli::report(options); }; });
  }
  {
    static cli::StampOptions options;
    CLI::App* command =
        app.add_subcommand("stamp", "Mark translations as made from the present text of their original");
    command->add_option("FILE", options.files, "Translated records (.md)")->required();
    add_example(command, "pramen stamp corpus/records/case_study/sk-omama.en.md");
    command->callback([&] { door = [] { return cli::stamp(options); }; });
  }
  {
    static cli::ImportOptions options;
    CLI::App* command =
        app.add_subcommand("import", "Print a Word document or web page as a record in Markdown, to be completed");
    command->add_option("FILE", options.file, "A .docx or .html file")->required()->check(CLI::ExistingFile);
    command->add_option("--id", options.id, "Id of the record: the name of its file");
    command->add_option("--kind", options.kind, "Kind of the record")->capture_default_str();
    command->add_option("--lang", options.lang, "Language of the text; default: as it looks");
    add_example(command,
                "pramen import letter.docx --id sk-nova-dielna > corpus/records/case_study/sk-nova-dielna.sk.md");
    command->callback([&] { door = [] { return cli::import_document(options); }; });
  }
  {
    static cli::IndexOptions options;
    CLI::App* command = app.add_subcommand("index", "Build the database from a corpus and publish it in one step");
    command->add_option("CORPUS", options.corpus, "A corpus folder, or a .json, .jsonl, .csv or .xlsx file")
        ->required()
        ->check(CLI::ExistingPath);
    add_database(command, options.database);
    command->add_option("--jobs", options.jobs, "Threads that analyse text; 0: one per core")
        ->type_name("N")
        ->check(CLI::Range(0, 256));
    command
        ->add_option("--thesaurus", options.thesauri,
                     "A further thesaurus (.ttl, .jsonld, .rdf, .jsonl, .tbx) whose concepts are added; repeat for more")
        ->type_name("FILE");
    command->add_flag("--full", options.full, "Index every record anew, also those that are as they were");
    command->add_flag("--skip-invalid", options.skip_invalid, "Publish the sound records although others have faults");
    command->add_option("--keep", options.keep, "Generations to keep for rollback, the new one included; default 3")
        ->type_name("N")
        ->check(CLI::Range(1, 1000));
    command->add_option("--why", options.why, "A sentence for the history of the database")->type_name("TEXT");
    command->add_option("--who", options.who, "Who does it, for the history; default: the account")->type_name("NAME");
    command->add_flag("--preview", options.preview,
                      "Build, say what would change (records, facets, searches), and publish nothing");
    command
        ->add_option(
            "--queries", options.queries,
            "Searches that a preview compares, JSON lines {\"text\", \"lang\"}; default: queries.jsonl of the corpus")
        ->type_name("FILE")
        ->check(CLI::ExistingFile);
    command->add_flag("--strict", options.strict, "Of a preview: exit with 1 where a search got worse");
    command->add_option("--limit", options.limit, "Lines of each list of a preview; 0: all; default 20")
        ->type_name("N");
    command->add_flag("--json", options.json, "Print the report as JSON");
    add_message_language(command, options.lang);
    add_progress(command, options.progress_lines);
    add_example(command, "pramen index corpus --db /var/lib/pramen --preview");
    command->callback([&] { door = [] { return cli::index(options); }; });
  }
  {
    static cli::WatchOptions options;
    CLI::App* command =
        app.add_subcommand("watch", "Build and publish anew whenever a file of the corpus has changed, until Ctrl-C");
    command->add_option("CORPUS", options.index.corpus, "A corpus folder, or a .json, .jsonl, .csv or .xlsx file")
        ->required()
        ->check(CLI::ExistingPath);
    add_database(command, options.index.database);
    add_message_language(command, options.index.lang);
    command->add_option("--every", options.every_s, "Seconds between two looks; default 2")
        ->type_name("S")
        ->check(CLI::Range(0.1, 86'400.0));
    command->add_flag("--skip-invalid", options.index.skip_invalid,
                      "Publish the sound records although others have faults");
    command->add_option("--keep", options.index.keep, "Generations to keep for rollback; default 3")
        ->type_name("N")
        ->check(CLI::Range(1, 1000));
    add_example(command, "pramen watch corpus --db db");
    command->callback([&] { door = [] { return cli::watch(options); }; });
  }
  {
    static cli::SearchOptions options;
    CLI::App* command = app.add_subcommand("search", "Search the database");
    command
        ->add_option("QUERY", options.words,
                     "Words, \"phrases\", -excluded words (after -- if it begins with -), AND, OR, NOT, brackets, "
                     "title:word, country:sk, year:2015..2020, NEAR/5, inov*, word~, "
                     "=exact; \"\" lists all records")
        ->required();
    add_database(command, options.database);
    command->add_option("--lang", options.lang, "Language of the reader: sk, cs, de, hu, bg, en")->type_name("LANG");
    command->add_option("--filter", options.filters, "Only records with this value; repeat for more")
        ->type_name("FACET=VALUE");
    command->add_option("--facets", options.facets, "Facets to count, such as country,topics; '': none; default: all")
        ->type_name("A,B");
    command->add_option("--sort", options.sort, "relevance, title or year")->type_name("ORDER");
    command->add_option("--match", options.match, "auto, all or any of the words")->type_name("HOW");
    command->add_flag("--no-concepts", options.no_concepts,
                      "Words only: without records that name the same concept in other words or languages");
    command->add_option("--limit", options.limit, "Hits to show, at most 100; default: 10")->type_name("N");
    command->add_option("--offset", options.offset, "Hits to pass over")->type_name("N");
    command->add_flag("--json", options.json, "Print the answer as JSON, as the HTTP interface gives it");
    command->add_flag("--enquire", options.enquire,
                      "Match with Xapian's Enquire in place of the scoring loop, to compare them");
    command->add_flag("--explain", options.scores, "Print the numbers behind each hit's score, by word and tier");
    command->add_flag("--explain-query", options.explain,
                      "Print how the query is understood and what is odd in it, in place of hits");
    add_example(command, "pramen search 'sociálne podniky' --db db --lang sk --filter country=sk");
    command->callback([&] { door = [] { return cli::search(options); }; });
  }
  {
    static cli::SimilarOptions options;
    CLI::App* command = app.add_subcommand("similar", "Records like one, those of other countries first, and why");
    command->add_option("ID", options.id, "The record's id, such as sk-omama")->required();
    add_database(command, options.database);
    command->add_option("--lang", options.lang, "Language of the reader: sk, cs, de, hu, bg, en")->type_name("LANG");
    command->add_option("--limit", options.limit, "Records to show, 1 to 20; default: 5")->type_name("N");
    command->add_flag("--json", options.json, "Print the answer as JSON, as the HTTP interface gives it");
    add_example(command, "pramen similar sk-omama --db db --lang sk");
    command->callback([&] { door = [] { return cli::similar(options); }; });
  }
  {
    static cli::CompareOptions options;
    CLI::App* command =
        app.add_subcommand("compare", "Definitions of a concept side by side: who has which aspect, who lacks it");
    command->add_option("CONCEPT", options.subject, "The concept's id, such as social-innovation")->required();
    add_database(command, options.database);
    command->add_option("--countries", options.countries, "Only definitions of these; default: all")->type_name("A,B");
    command->add_option("--ids", options.ids, "Definitions by their ids, in place of all or beside countries")
        ->type_name("A,B");
    command->add_flag("--narrower", options.narrower, "Definitions of narrower concepts, too");
    command->add_option("--lang", options.lang, "Language of the reader: sk, cs, de, hu, bg, en")->type_name("LANG");
    command->add_flag("--json", options.json, "Print the answer as JSON, as the HTTP interface gives it");
    command->add_flag("--csv", options.csv, "Print a table for spreadsheets (CSV)")->excludes("--json");
    add_example(command, "pramen compare social-innovation --db db --countries sk,at,hu,bg --lang sk");
    command->callback([&] { door = [] { return cli::compare(options); }; });
  }
  {
    static cli::FacetsOptions options;
    CLI::App* command =
        app.add_subcommand("facets", "Values of a facet by their name, with counts: value <TAB> records <TAB> label");
    command->add_option("FACET", options.facet, "Such as topics")->required();
    command->add_option("TEXT", options.text, "Beginnings of words of the value's name, in any language; default: all");
    add_database(command, options.database);
    command->add_option("--query", options.words, "Count records that answer this search only")->type_name("QUERY");
    command->add_option("--match", options.match, "auto, all or any of the words of --query")->type_name("HOW");
    command->add_option("--filter", options.filters, "Count records with this value only; repeat for more")
        ->type_name("FACET=VALUE");
    command->add_option("--lang", options.lang, "Language of the reader: sk, cs, de, hu, bg, en")->type_name("LANG");
    command->add_option("--sort", options.sort, "count or label")->type_name("ORDER");
    command->add_option("--limit", options.limit, "Values to show, at most 100; default: 20")->type_name("N");
    command->add_flag("--json", options.json, "Print the answer as JSON, as the HTTP interface gives it");
    add_example(command, "pramen facets topics byv --db db --lang sk --filter country=at");
    command->callback([&] { door = [] { return cli::facets(options); }; });
  }
  {
    static cli::SuggestOptions options;
    CLI::App* command = app.add_subcommand("suggest", "Records and words that a text may be the beginning of");
    command->add_option("TEXT", options.text, "What was typed so far, with or without marks")->required();
    add_database(command, options.database);
    command->add_option("--lang", options.lang, "Language of the reader: sk, cs, de, hu, bg, en")->type_name("LANG");
    command->add_flag("--json", options.json, "Print the answer as JSON, as the HTTP interface gives it");
    add_example(command, "pramen suggest 'inov soc' --db db --lang sk");
    command->callback([&] { door = [] { return cli::suggest(options); }; });
  }
  {
    static cli::BatchOptions options;
    CLI::App* command = app.add_subcommand("batch", "Answer many queries: query <TAB> record <TAB> rank");
    command
        ->add_option("QUERIES", options.queries,
                     "A file of lines {\"_id\", \"text\", \"lang\"}; - reads standard input")
        ->required();
    add_database(command, options.database);
    command->add_option("--limit", options.limit, "Records per query")->type_name("N")->check(CLI::Range(1, 10000));
    command
        ->add_option("--without", options.without,
                     "Leave a tier out, to measure what it brings: exact, lemma, folded, title, part, family, alike, "
                     "concept (repeatable)")
        ->type_name("TIER")
        ->check(CLI::IsMember({"exact", "lemma", "folded", "title", "part", "family", "alike", "concept"}));
    command->add_flag("--enquire", options.enquire,
                      "Match with Xapian's Enquire in place of the scoring loop, to compare them");
    add_example(command, "pramen batch queries.jsonl --db db --limit 10 > run.tsv");
    command->callback([&] { door = [] { return cli::batch(options); }; });
  }
  {
    static cli::AnalyseOptions options;
    CLI::App* command = app.add_subcommand("analyse", "Show every word of a text on its way to the index");
    command->add_option("TEXT", options.text, "The text")->required();
    command->add_option("--lang", options.lang, "Its language, such as sk; found out if not given")->type_name("LANG");
    command->add_flag("--query", options.query, "Read it as a query instead of a document");
    command->add_flag("--json", options.json, "Print JSON");
    add_example(command, "pramen analyse 'Sociálne podniky v Prešove' --lang sk");
    command->callback([&] { door = [] { return cli::analyse(options); }; });
  }
  {
    static cli::StemOptions options;
    CLI::App* command = app.add_subcommand("stem", "Base forms of words: one word a line in, word <TAB> lemma out");
    command->add_option("--lang", options.lang, "Language, such as sk")->required()->type_name("LANG");
    command->add_flag("--folded", options.folded, "Read the words as a query typed without marks");
    add_example(command, "echo podnikov | pramen stem --lang sk");
    command->callback([&] { door = [] { return cli::stem(options); }; });
  }
  {
    static cli::ServeOptions options;
    CLI::App* command = app.add_subcommand("serve", "Serve pages and the HTTP interface");
    add_database(command, options.database)->required(false);  // the settings may name it
    command
        ->add_option("--listen", options.listen, "Address to listen on; default: 127.0.0.1:8080, port 0: any free one")
        ->type_name("HOST:PORT");
    command
        ->add_option("--corpus", options.corpus,
                     "The corpus that the admin API writes to and builds from; default: none, and no such API")
        ->type_name("CORPUS")
        ->check(CLI::ExistingPath);
    command->add_option("--config", options.config, "Settings file (TOML)")->type_name("FILE");
    command->add_flag("--verbose", options.verbose, "Log every request");
    add_example(command, "pramen serve --db db --listen 127.0.0.1:8080");
    command->callback([&] { door = [] { return cli::serve(options); }; });
  }
  {
    static cli::KeysOptions options;
    CLI::App* command = app.add_subcommand("keys", "Keys for the admin API: make, list and revoke them");
    command->require_subcommand(1);
    CLI::App* create = command->add_subcommand("create", "Make a key; it is shown once");
    create->add_option("--name", options.name, "Who or what uses it, such as \"Jana, editor\"")->required();
    create->add_option("--scope", options.scopes, "read, records, publish or admin; several one after the other")
        ->required()
        ->check(CLI::IsMember({"read", "records", "publish", "admin"}));
    create->add_option("--expires", options.expires_days, "Days until it ends; default: never")
        ->type_name("DAYS")
        ->check(CLI::Range(1, 36500));
    add_example(create, "pramen keys create --name 'Jana, editor' --scope records publish --expires 365 --db db");
    create->callback([&] { door = [] { return cli::create_key(options); }; });
    CLI::App* list = command->add_subcommand("list", "All keys, those that are revoked too");
    add_example(list, "pramen keys list --db db");
    list->callback([&] { door = [] { return cli::list_keys(options); }; });
    CLI::App* revoke = command->add_subcommand("revoke", "End a key at once");
    revoke->add_option("ID", options.id, "As `pramen keys list` shows it")->required();
    add_example(revoke, "pramen keys revoke k3f9a0c2b7d1 --db db");
    revoke->callback([&] { door = [] { return cli::revoke_key(options); }; });
    for (CLI::App* one : {create, list, revoke}) {
      add_database(one, options.database);
      one->add_flag("--json", options.json, "Print JSON");
    }
    add_example(command, "pramen keys create --name 'Jana, editor' --scope records publish --db db");
  }
  {
    static cli::EditorsOptions options;
    CLI::App* command = app.add_subcommand("editors", "Accounts of the editors' page, /editor: add, list, remove them");
    command->require_subcommand(1);
    CLI::App* add = command->add_subcommand("add", "Make an account; asks for its password");
    add->add_option("--scope", options.scopes,
                    "read, records, publish or admin; several one after the other; default: records publish")
        ->check(CLI::IsMember({"read", "records", "publish", "admin"}));
    add_example(add, "pramen editors add jana --scope records publish --db db");
    add->callback([&] { door = [] { return cli::add_editor(options); }; });
    CLI::App* list = command->add_subcommand("list", "All accounts");
    add_example(list, "pramen editors list --db db");
    list->callback([&] { door = [] { return cli::list_editors(options); }; });
    CLI::App* remove = command->add_subcommand("remove", "End an account and its sessions at once");
    add_example(remove, "pramen editors remove jana --db db");
    remove->callback([&] { door = [] { return cli::remove_editor(options); }; });
    CLI::App* password = command->add_subcommand("password", "Give an account another password; its sessions end");
    add_example(password, "pramen editors password jana --db db");
    password->callback([&] { door = [] { return cli::set_editor_password(options); }; });
    for (CLI::App* one : {add, remove, password})
      one->add_option("NAME", options.name, "As it is typed at /editor, such as jana or jana@example.org")->required();
    for (CLI::App* one : {add, password})
      one->add_flag("--password-stdin", options.password_stdin,
                    "Read the password from the first line of standard input");
    for (CLI::App* one : {add, list, remove, password}) {
      add_database(one, options.database);
      one->add_flag("--json", options.json, "Print JSON");
    }
    add_example(command, "pramen editors add jana --db db");
  }
  {
    static cli::QueriesOptions options;
    CLI::App* command = app.add_subcommand(
        "queries",
        "What people search for, where the server counts it (setting query_log_days): the most frequent first");
    add_database(command, options.database);
    command->add_option("--lang", options.lang, "Searches in this language only")->type_name("LANG");
    command->add_option("--days", options.days, "Of so many days until today; default 30")
        ->type_name("N")
        ->check(CLI::Range(1, 3650));
    command
        ->add_option(
            "--order", options.order,
            "searches, without_result (those that found nothing), without_click (after which no record was opened)")
        ->type_name("ORDER")
        ->check(CLI::IsMember({"searches", "without_result", "without_click"}));
    command->add_option("--limit", options.limit, "At most so many; default 100")
        ->type_name("N")
        ->check(CLI::Range(1, 10'000));
    auto* json = command->add_flag("--json", options.json, "Print JSON");
    auto* csv = command->add_flag("--csv", options.csv, "Print a table for spreadsheets (CSV)")->excludes(json);
    command
        ->add_flag("--lines", options.lines,
                   "Print JSON lines {\"text\", \"lang\"}, as queries.jsonl of a corpus has them for previews")
        ->excludes(json)
        ->excludes(csv);
    add_example(command, "pramen queries --db db --order without_result --lang sk");
    command->callback([&] { door = [] { return cli::queries(options); }; });
  }
  {
    static cli::GenerationsOptions options;
    CLI::App* command = app.add_subcommand(
        "generations", "List, compare and check the generations of a database; publish one, go back");
    command
        ->add_option(
            "ACTION", options.action,
            "list, show, check (reads every byte), diff, publish, rollback, pin (keep it until unpin), unpin, log")
        ->required()
        ->check(CLI::IsMember({"list", "show", "check", "diff", "publish", "rollback", "pin", "unpin", "log"}));
    command
        ->add_option("NUMBER", options.numbers,
                     "Which generation; default: the published one; for rollback the one that was published before it; "
                     "for diff one or two: `diff 7` shows what 7 changes to the published one, `diff 6 7` to 6")
        ->expected(0, 2)
        ->check(CLI::PositiveNumber);
    add_database(command, options.database);
    command->add_option("--why", options.why, "A sentence for the history: of publish, rollback, pin, unpin")
        ->type_name("TEXT");
    command->add_option("--queries", options.queries, "Searches that diff compares, JSON lines {\"text\", \"lang\"}")
        ->type_name("FILE")
        ->check(CLI::ExistingFile);
    command->add_flag("--strict", options.strict, "Of diff: exit with 1 where a search got worse");
    command->add_option("--limit", options.limit, "Of diff: lines of each list; 0: all; default 20")->type_name("N");
    command->add_flag("--json", options.json, "Print JSON");
    add_example(command, "pramen generations rollback --db db");
    command->callback([&] { door = [] { return cli::generations(options); }; });
  }
  {
    static cli::BackupOptions options;
    CLI::App* command = app.add_subcommand(
        "backup", "Put the published generation, its history and, with --corpus, the corpus into one archive");
    command->add_option("ARCHIVE", options.archive, "The archive to write, such as pramen-2026-11-28.zip")->required();
    add_database(command, options.database);
    command->add_option("--corpus", options.corpus, "The corpus as well")
        ->type_name("CORPUS")
        ->check(CLI::ExistingPath);
    command->add_flag("--json", options.json, "Print JSON");
    add_example(command, "pramen backup pramen.zip --db db --corpus corpus");
    command->callback([&] { door = [] { return cli::backup(options); }; });
  }
  {
    static cli::BackupOptions options;
    CLI::App* command = app.add_subcommand("restore", "Publish what an archive of `pramen backup` holds");
    command->add_option("ARCHIVE", options.archive, "The archive")->required()->check(CLI::ExistingFile);
    add_database(command, options.database);
    command->add_option("--corpus", options.corpus, "Where to put the archive's corpus: a new or empty folder")
        ->type_name("FOLDER");
    command->add_option("--why", options.why, "A sentence for the history")->type_name("TEXT");
    command->add_flag("--json", options.json, "Print JSON");
    add_example(command, "pramen restore pramen.zip --db db");
    command->callback([&] { door = [] { return cli::restore(options); }; });
  }
}

}  // namespace

int main(int argc, char** argv) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("pramen"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e %^%l%$ %v");

  CLI::App app("Prameň: full-text search and knowledge base of definitions, case studies and organisations", "pramen");
  app.set_version_flag("--version", "pramen " PRAMEN_VERSION);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);
  app.footer(
      "Exit codes: 0 done, 1 the input has faults, 2 wrong usage, 3 the database or the machine failed, 130 "
      "interrupted.\n"
      "`pramen COMMAND --help` shows an example of each.");
  Door door;
  add_commands(app, door);
  const std::string command = argc > 1 ? argv[1] : "";
  const auto known = app.get_subcommands([&](CLI::App* one) { return one->get_name() == command; });
  if (!command.empty() && command.front() != '-' && known.empty()) {
    std::fprintf(stderr, "pramen: there is no command %s; `pramen --help` lists them\n", command.c_str());
    return cli::wrong_usage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::done : cli::wrong_usage;
  }
  try {
    const int code = door();
    // What was printed may still be on its way to a full disk.
    if (!std::cout.flush() || std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
      std::fputs("pramen: the answer could not be written\n", stderr);
      return cli::machine_failed;
    }
    return code;
  } catch (const std::filesystem::filesystem_error& error) {
    const auto& path = error.path2().empty() ? error.path1() : error.path2();
    std::fprintf(stderr, "pramen: cannot change or read %s: %s\n", path.c_str(), error.code().message().c_str());
    return cli::machine_failed;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "pramen: %s\n", error.what());
    return cli::machine_failed;
  }
}
