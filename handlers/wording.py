"""How a question is named to people who read answers in tables. Decides nothing."""

from bot.form import Form


def question_words(question: str, form: Form) -> str:
    """The question as an adult is asked it; free talk and questions of older forms have a name too."""
    known = form.questions.get(question)
    if known is not None:
        return known.text.replace("{you}", "ท่าน")
    return form.phrases["free_title"] if question == "free" else question
