#include <cmath>
#include <cstdio>

#include "pipeline/cli/options.hpp"
#include "pipeline/cli/resources.hpp"
#include "pipeline/error.hpp"
#include "pipeline/explain.hpp"
#include "pipeline/results_folder.hpp"
#include "pipeline/rows.hpp"
#include "pipeline/run.hpp"

namespace bearout::cli {

namespace {

void print_part(const char* name, double weight, const char* why) {
  std::printf("  %+8.3f  %-24s %s\n", weight, name, why);
}

void print_text(const pipeline::Explanation& e) {
  const models::Mapping& m = e.mapping;
  std::printf("%s, passage %u (characters %llu to %llu):\n  “%s”\n", e.document.c_str(), m.passage,
              static_cast<unsigned long long>(e.start), static_cast<unsigned long long>(e.end),
              e.text.c_str());
  std::printf("outcome %s:\n  “%s”\n\n", e.outcome.c_str(), e.outcome_text.c_str());
  std::printf("score %.3f (%s), which is a logit of %+.3f, made up of\n", m.score,
              std::string(pipeline::name_of(m.band)).c_str(), std::log(m.score / (1 - m.score)));
  double sum = m.base;
  for (const models::Evidence& evidence : m.evidence) {
    const std::string via = "via " + std::string(pipeline::name_of(evidence.via));
    print_part(evidence.term.c_str(), evidence.weight, via.c_str());
    sum += evidence.weight;
  }
  print_part("outcome", e.outcome_standing, "how near it is to the corpus' passages in general");
  print_part("shift", e.shift, "how many matches there are in all");
  const double rest = m.base - e.outcome_standing - e.shift;
  if (std::abs(rest) >= 0.0005) print_part("other", rest, "the corpus' mean meaning, priors, bounds");
  std::printf("  --------\n  %+8.3f\n\n", sum);
  std::printf("%-13s %8s %8s %8s   %s\n", "channel", "value", "passage", "outcome",
              "(means over this passage's outcomes, over this outcome's passages)");
  for (std::size_t c = 0; c < models::kChannels; ++c) {
    std::printf("%-13s %8.4f %8.4f %8.4f\n", std::string(models::kChannelNames[c]).c_str(),
                m.channels[c].value, m.channels[c].passage_mean, e.outcome_means[c]);
  }
  std::printf("framing: %s, %+.3f\n", std::string(pipeline::name_of(m.framing.verdict)).c_str(),
              m.framing.score);
  for (const models::Cue& cue : m.framing.cues) {
    const bool praise = cue.kind == models::CueKind::criticism && cue.weight > 0;
    print_part(cue.text.c_str(), cue.weight,
               praise ? "praise" : std::string(pipeline::name_of(cue.kind)).c_str());
  }
}

struct Choice {
  std::string results;
  std::string document;
  std::string outcome;
  std::string model;
  std::string text;
  std::int64_t passage = -1;
  bool json = false;
};

int explain_command(const Choice& choice) {
  const bool from_results = !choice.results.empty();
  if (from_results == !choice.model.empty())
    throw pipeline::Error("name either a results folder and --document, or --model and --text");
  corpus::Document document;
  std::string model_path = choice.model;
  if (from_results) {
    if (choice.document.empty()) throw pipeline::Error("name the document with --document");
    pipeline::check_results(choice.results);
    document = pipeline::find_document(choice.results, choice.document);
    model_path = pipeline::checked_result(choice.results, "model.bearout").string();
  } else {
    document.id = "text";
    document.text = choice.text;
  }
  document.role = corpus::Role::participant;  // what an author wrote can be explained too
  const models::Model model = pipeline::read_model(model_path, open_knowledge());
  const auto passage =
      choice.passage < 0 ? std::nullopt : std::make_optional(static_cast<std::uint32_t>(choice.passage));
  const pipeline::Explanation explanation = pipeline::explain(model, document, choice.outcome, passage);
  if (choice.json) {
    std::printf("%s\n", pipeline::explanation_json(explanation).c_str());
  } else {
    print_text(explanation);
  }
  return 0;
}

}  // namespace

void add_explain(CLI::App& app, Action& action) {
  auto choice = std::make_shared<Choice>();
  CLI::App* command = app.add_subcommand("explain", "Why this passage got this score for this outcome");
  command->add_option("results", choice->results, "Results folder");
  command->add_option("--document", choice->document, "Id of the document")->type_name("ID");
  command
      ->add_option("--passage", choice->passage, "Number of the passage (default: the best for this outcome)")
      ->type_name("N");
  command->add_option("--outcome", choice->outcome, "Id of the outcome")->type_name("ID")->required();
  command->add_option("--model", choice->model, "A model, in place of results")->type_name("FILE");
  command->add_option("--text", choice->text, "The text to explain, with --model")->type_name("TEXT");
  command->add_flag("--json", choice->json, "Print it as JSON");
  command->callback(
      [choice, &action] { action = [choice](StopSignals&) { return explain_command(*choice); }; });
}

}  // namespace bearout::cli
