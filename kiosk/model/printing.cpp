#include "kiosk/model/printing.hpp"

#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {
namespace {

bool under_way(const Model& model) {
  return model.print_news && model.print_news->stage == PrintNews::Stage::kUnderWay;
}

void tell(Model& model, PrintNews::Stage stage, print::PrinterTrouble trouble = print::PrinterTrouble::kNone) {
  model.print_news = PrintNews{stage, trouble, 0, model.now_ms};
}

}  // namespace

void on(Model& model, const PrinterChanged& event, Effects& /*effects*/) { model.printer.state = event.state; }

void on(Model& model, const PrintSlip& event, Effects& effects) {
  if (nobody_there(model) || !has_printer(model.printer) || under_way(model)) return;
  close_take_away(model);  // what is told of it stands where the dialog was
  if (model.printer.state.trouble != print::PrinterTrouble::kNone) {
    tell(model, PrintNews::Stage::kNotSent, model.printer.state.trouble);
    return;
  }
  const RequestId request = model.next_request++;
  model.print_news = PrintNews{PrintNews::Stage::kUnderWay, {}, request, model.now_ms};
  effects.emplace_back(Print{request, event.slip, *model.printer.media});
}

void on(Model& model, const PrintEnded& event, Effects& /*effects*/) {
  if (!under_way(model) || model.print_news->request != event.request) return;
  const bool printed = event.outcome == PrintEnded::Outcome::kPrinted;
  tell(model, printed ? PrintNews::Stage::kPrinted : PrintNews::Stage::kFailed);
}

void stop_printing(Model& model, Effects& effects) {
  if (under_way(model)) effects.emplace_back(CancelPrint{model.print_news->request});
}

void look_after_printing(Model& model, Effects& effects) {
  if (!model.print_news) return;
  const MonotonicMs told_ms = model.now_ms - model.print_news->since_ms;
  if (!under_way(model)) {
    if (told_ms >= kListNewsMs) model.print_news.reset();
  } else if (told_ms >= kPrintPatienceMs) {
    stop_printing(model, effects);
    const print::PrinterTrouble trouble = model.printer.state.trouble;
    const bool known = trouble != print::PrinterTrouble::kNone;
    tell(model, known ? PrintNews::Stage::kNotSent : PrintNews::Stage::kFailed, trouble);
  }
}

}  // namespace bildungskiosk::model
