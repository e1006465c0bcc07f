#include "kiosk/app/keys.hpp"

#include <string>

namespace bildungskiosk::app {
namespace {

std::string utf8(char32_t character) {
  std::string bytes;
  const auto tail = [&](int shift) { bytes += static_cast<char>(0x80U | ((character >> shift) & 0x3FU)); };
  if (character < 0x20 || character == 0x7F) return bytes;
  if (character < 0x80) {
    bytes += static_cast<char>(character);
  } else if (character < 0x800) {
    bytes += static_cast<char>(0xC0U | (character >> 6U));
    tail(0);
  } else if (character < 0x10000) {
    bytes += static_cast<char>(0xE0U | (character >> 12U));
    tail(6);
    tail(0);
  } else if (character < 0x110000) {
    bytes += static_cast<char>(0xF0U | (character >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
  return bytes;
}

bool something_found(const model::SearchPage& page) { return page.preview && page.preview->total > 0; }

// Digits for the PIN, and the way out. Installing wants a finger: a key is pressed by leaning on it.
std::vector<model::Event> meaning_for_staff(const platform::KeyEvent& key, const model::StaffState& staff) {
  using platform::Key;
  const bool offered = staff.dialog->stage == update::MediumStage::kOffered;
  switch (key.key) {
    case Key::kCharacter:
      if (!staff.pin || key.character < U'0' || key.character > U'9') return {};
      return {model::TypePinDigit{static_cast<char>(key.character)}};
    case Key::kBackspace:
      return {model::DeletePinDigit{}};
    case Key::kEnter:
      if (staff.pin) return {model::EnterPin{}};
      return {};
    case Key::kEscape:
      if (staff.pin) return {model::CancelPin{}};
      if (offered) return {model::DismissOffer{}};
      return {model::CloseStaffDialog{}};
    default:
      return {};
  }
}

}  // namespace

std::vector<model::Event> meaning_of(const platform::KeyEvent& key, const model::Model& model) {
  using platform::Key;
  if (model.prompt_seconds_left) return {model::StayHere{}};
  if (model.staff.dialog) return meaning_for_staff(key, model.staff);
  if (model.page_as<model::AttractPage>() != nullptr) return {model::WakeUp{model.language}};
  const auto* search = model.page_as<model::SearchPage>();
  switch (key.key) {
    case Key::kCharacter: {
      std::string text = utf8(key.character);
      if (text.empty()) return {};
      if (search != nullptr) return {model::TypeText{std::move(text)}};
      if (model.page_as<model::HomePage>() != nullptr) return {model::OpenSearch{}, model::TypeText{std::move(text)}};
      return {};
    }
    case Key::kBackspace:
      return {model::DeleteBackward{}};
    case Key::kDelete:
      return {model::DeleteForward{}};
    case Key::kLeft:
      return {model::MoveCaret{model::CaretMove::kLeft}};
    case Key::kRight:
      return {model::MoveCaret{model::CaretMove::kRight}};
    case Key::kHome:
      return {model::MoveCaret{model::CaretMove::kStart}};
    case Key::kEnd:
      return {model::MoveCaret{model::CaretMove::kEnd}};
    case Key::kEnter:
      if (search != nullptr && something_found(*search)) return {model::ShowResults{}};
      return {};
    case Key::kEscape:
      return {model::GoBack{}};
    case Key::kTab:
    case Key::kBackTab:
    case Key::kUp:
    case Key::kDown:
      return {};
  }
  return {};
}

}  // namespace bildungskiosk::app
