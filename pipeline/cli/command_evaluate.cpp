#include <cmath>
#include <cstdio>

#include "pipeline/cli/options.hpp"
#include "pipeline/evaluate.hpp"
#include "pipeline/json_text.hpp"

namespace bearout::cli {

namespace {

void print_value(const char* name, const pipeline::MeasuredValue& measured) {
  if (std::isnan(measured.value)) {
    std::printf("  %-28s –\n", name);
  } else if (std::isnan(measured.interval.low)) {
    std::printf("  %-28s %.3f\n", name, measured.value);
  } else {
    std::printf("  %-28s %.3f   (%.3f to %.3f)\n", name, measured.value, measured.interval.low,
                measured.interval.high);
  }
}

/// Cohen's kappa of each reviewer with the program, and between each two.
void print_reviewers(const pipeline::Evaluation& e) {
  if (e.reviewers.empty()) return;
  std::printf("\n  Cohen's kappa\n");
  for (const pipeline::ReviewerAgreement& one : e.reviewers) {
    const std::string second = one.second.empty() ? "the program" : one.second;
    const std::string names = (one.first.empty() ? "reviewer without a name" : one.first) + " and " + second;
    print_value(names.c_str(), one.kappa);
    std::printf("  %28s %llu pairs%s\n", "over", static_cast<unsigned long long>(one.pairs),
                one.pairs < pipeline::kFewLabels ? ": too few to tell" : "");
  }
}

void print_text(const pipeline::Evaluation& e) {
  const auto number = [](std::uint64_t n) { return static_cast<unsigned long long>(n); };
  std::printf("%s: %llu labelled pairs of document and outcome, %llu of them matches\n", e.labels.c_str(),
              number(e.pairs), number(e.matches));
  if (e.unknown > 0) {
    std::printf("%llu labels speak of documents or outcomes that this run does not have\n",
                number(e.unknown));
  }
  if (e.pairs < pipeline::kFewLabels) {
    std::printf("Fewer than %llu labels: too few to tell, mind the intervals.\n",
                number(pipeline::kFewLabels));
  }
  if (e.taught > 0) {
    std::printf("This run has learned from %llu decisions: on these its figures flatter.\n",
                number(e.taught));
  }
  std::printf("\n  measure                      value   (95 %% interval, drawn over documents)\n");
  print_value("precision of likely", e.likely_precision);
  print_value("recall of likely", e.likely_recall);
  print_value("F1 of likely", e.likely_f1);
  print_value("Cohen's kappa of likely", e.likely_kappa);
  print_value("precision of unsure", e.unsure_precision);
  print_value("precision of all listed", e.listed_precision);
  print_value("recall of all listed", e.listed_recall);
  print_value("average precision", e.average_precision);
  print_value("mean AP over outcomes", e.mean_average_precision);
  if (e.framed > 0) {
    std::printf("  %-28s %.3f   (%llu of %llu)\n", "framing right",
                static_cast<double>(e.framed_right) / static_cast<double>(e.framed), number(e.framed_right),
                number(e.framed));
  }
  std::printf(
      "\n  outcome        likely and true   likely, not true   unsure and true   unsure, not true   true, "
      "not listed\n");
  for (const pipeline::OutcomeEvaluation& outcome : e.outcomes) {
    std::printf("  %-14s %15llu %18llu %17llu %18llu %18llu\n", outcome.id.c_str(),
                number(outcome.likely.both), number(outcome.likely.only_program), number(outcome.unsure.both),
                number(outcome.unsure.only_program), number(outcome.unsure.only_gold));
  }
  print_reviewers(e);
}

void append_value(pipeline::JsonText& out, std::string_view name, const pipeline::MeasuredValue& measured) {
  out.key(name).open_object().field("value", measured.value);
  out.field("low", measured.interval.low).field("high", measured.interval.high).close_object();
}

void print_json(const pipeline::Evaluation& e) {
  pipeline::JsonText out;
  out.open_object()
      .field("labels", e.labels)
      .field("pairs", e.pairs)
      .field("matches", e.matches)
      .field("unknown", e.unknown);
  append_value(out, "likely_precision", e.likely_precision);
  append_value(out, "likely_recall", e.likely_recall);
  append_value(out, "likely_f1", e.likely_f1);
  append_value(out, "likely_kappa", e.likely_kappa);
  append_value(out, "unsure_precision", e.unsure_precision);
  append_value(out, "listed_precision", e.listed_precision);
  append_value(out, "listed_recall", e.listed_recall);
  append_value(out, "average_precision", e.average_precision);
  append_value(out, "mean_average_precision", e.mean_average_precision);
  out.field("framed", e.framed).field("framed_right", e.framed_right).key("outcomes").open_array();
  for (const pipeline::OutcomeEvaluation& outcome : e.outcomes) {
    out.open_object()
        .field("outcome", outcome.id)
        .field("likely_and_true", outcome.likely.both)
        .field("likely_not_true", outcome.likely.only_program)
        .field("true_not_likely", outcome.likely.only_gold)
        .field("unsure_and_true", outcome.unsure.both)
        .field("unsure_not_true", outcome.unsure.only_program)
        .close_object();
  }
  out.close_array().field("taught", e.taught).key("reviewers").open_array();
  for (const pipeline::ReviewerAgreement& one : e.reviewers) {
    out.open_object().field("first", one.first);
    out.field("second", one.second.empty() ? "program" : one.second).field("pairs", one.pairs);
    append_value(out, "kappa", one.kappa);
    out.close_object();
  }
  out.close_array().close_object().end_line();
  std::fputs(out.text().c_str(), stdout);
}

}  // namespace

void add_evaluate(CLI::App& app, Action& action) {
  struct Choice {
    std::string results;
    std::string gold;
    std::uint64_t seed = 1;
    bool json = false;
  };
  auto choice = std::make_shared<Choice>();
  CLI::App* command =
      app.add_subcommand("evaluate", "Compare results with labels, or with the decisions in review/");
  command->add_option("results", choice->results, "Results folder")->required();
  command
      ->add_option("--gold", choice->gold, R"(Labels: JSONL, {"document","outcome","match":0|1,"framing"?})")
      ->type_name("FILE");
  command->add_option("--seed", choice->seed, "Seed of the intervals")->type_name("N")->capture_default_str();
  command->add_flag("--json", choice->json, "Print the figures as JSON");
  command->callback([choice, &action] {
    action = [choice](StopSignals&) {
      const std::optional<std::filesystem::path> gold =
          choice->gold.empty() ? std::nullopt : std::make_optional<std::filesystem::path>(choice->gold);
      const pipeline::Evaluation evaluation = pipeline::evaluate(choice->results, gold, choice->seed);
      choice->json ? print_json(evaluation) : print_text(evaluation);
      return 0;
    };
  });
}

}  // namespace bearout::cli
