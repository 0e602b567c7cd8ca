"""Every phrase and button label that the core speaks, by id. The Thai lives in `data/phrases.th.toml`."""

PHRASES = tuple(
    """
    hello hello_again hello_use hint_consent not_kept_yet consent_needed consent_kept guardian_kept
    consent_already full_notice
    notice_changed declined declined_kept welcome_back
    child child_forgotten ask_leave_first ask_leave_unsaid leave_needed not_now
    ask_age ask_leave ask_role ask_zone ask_district district_heard three_questions pick_one no_names
    picked picked_none tell_more example_please perhaps_command no_answer_yet skipped first_question
    back_answered back_open go_on_telling go_on_talking added_before old_question old_button unknown_button
    questions_changed thanks_short thanks_chapter kept_again kept_so_far nothing_before
    menu menu_hint all_done enough idle
    listening focus_guess hint_focus focus_which focus1 focus2 focus3 talk_kept kept_aside free_title
    paused paused_early resumed resumed_kept here_we_are restarted
    help help_before mine mine_none results results_count results_themes results_theme results_none
    mine_who mine_nobody mine_count mine_elsewhere
    got_unkept got_enough hint_keep me_kept
    media_image media_audio media_video media_file media_lost only_media copy copy_none
    pick review edit_now nothing_to_edit dropped confirm_drop confirm_near near_known
    came came_again came_late came_waiting
    kept_image kept_audio kept_video kept_file words_please how_to_speak got_greeting got_from_young
    confirm_restart confirm_delete confirm_erase confirm_withdraw withdrawn forgotten as_it_was
    got_sticker got_image got_audio got_video got_file got_location got_unknown got_thanks got_abuse got_other
    progress group_private group_hello group_joined group_how_to_link group_linked
    group_wrong_code group_help group_goodbye
    group_invite
    """.split()
)
OPTIONAL_PHRASES = ("hint_age", "hint_leave", "hint_role", "hint_zone", "hint_district")

BUTTONS = tuple(
    """
    consent_yes consent_no consent_full guardian_yes rejoin leave_yes leave_no leave_adult unsaid other_zone enough
    focus_yes focus0 focus1 focus2 focus3 pick is_answer
    yes_restart yes_delete yes_erase yes_withdraw no yes_drop yes_near no_near
    edit_this drop_this edit_me see_more review_done open_copy copy speak
    start next done skip back more pause help edit my_data results restart delete_data withdraw menu keep
    """.split()
)
