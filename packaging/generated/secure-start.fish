# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_secure_start_global_optspecs
    string join \n today= h/help V/version
end

function __fish_secure_start_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_secure_start_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_secure_start_using_subcommand
    set -l cmd (__fish_secure_start_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c secure-start -n "__fish_secure_start_needs_command" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_needs_command" -s h -l help -d 'Print help'
complete -c secure-start -n "__fish_secure_start_needs_command" -s V -l version -d 'Print version'
complete -c secure-start -n "__fish_secure_start_needs_command" -a "new" -d 'Makes a checklist; refuses to replace a file'
complete -c secure-start -n "__fish_secure_start_needs_command" -a "show" -d 'Shows sections, steps, statuses and the next step'
complete -c secure-start -n "__fish_secure_start_needs_command" -a "plan" -d 'Says when the first shift can be, what sets that day, what to do today, and what runs out'
complete -c secure-start -n "__fish_secure_start_needs_command" -a "mark" -d 'Changes one step'
complete -c secure-start -n "__fish_secure_start_needs_command" -a "sign-off" -d 'Records that a second person verified a step, or takes that back'
complete -c secure-start -n "__fish_secure_start_needs_command" -a "team" -d 'One row for each checklist of a folder, what needs action, and every file that could not be read'
complete -c secure-start -n "__fish_secure_start_needs_command" -a "export" -d 'Writes a checklist or a folder of them as a workbook, a list, pages, a calendar or data'
complete -c secure-start -n "__fish_secure_start_needs_command" -a "update" -d 'Says what a newer catalogue or a site pack would change, and changes it if asked to'
complete -c secure-start -n "__fish_secure_start_needs_command" -a "check" -d 'Says whether each file is a checklist or a site pack that opens, and what is wrong with it'
complete -c secure-start -n "__fish_secure_start_needs_command" -a "catalogue" -d 'Lists what the program knows'
complete -c secure-start -n "__fish_secure_start_needs_command" -a "policy" -d 'Says how an organisation has set the program up'
complete -c secure-start -n "__fish_secure_start_needs_command" -a "schema" -d 'Prints the JSON Schema of a checklist, a site pack or a file of settings'
complete -c secure-start -n "__fish_secure_start_using_subcommand new" -l name -d 'Of the person who starts' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand new" -l nation -d 'See: secure-start catalogue nations' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand new" -l setting -d 'See: secure-start catalogue settings' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand new" -l role -d 'See: secure-start catalogue roles' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand new" -l contract -d 'See: secure-start catalogue contracts' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand new" -l site -d 'The name of the establishment' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand new" -l employer -r
complete -c secure-start -n "__fish_secure_start_using_subcommand new" -l start -d 'The planned start date, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand new" -l site-pack -d 'A site pack: what the site or provider adds and changes' -r -F
complete -c secure-start -n "__fish_secure_start_using_subcommand new" -l earlier -d 'An earlier checklist: what was done for another place is noted, and nothing is ticked' -r -F
complete -c secure-start -n "__fish_secure_start_using_subcommand new" -s o -l output -d 'The file to make' -r -F
complete -c secure-start -n "__fish_secure_start_using_subcommand new" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand new" -s h -l help -d 'Print help'
complete -c secure-start -n "__fish_secure_start_using_subcommand show" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand show" -l json -d 'Prints one JSON value instead'
complete -c secure-start -n "__fish_secure_start_using_subcommand show" -s h -l help -d 'Print help'
complete -c secure-start -n "__fish_secure_start_using_subcommand plan" -l if -d 'Tries another end or other days for a step, and writes nothing: STEP=2027-03-27, STEP=30 or STEP=20,30,60' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand plan" -l team -d 'A folder of checklists, whose own waiting times count where there are enough of them' -r -F
complete -c secure-start -n "__fish_secure_start_using_subcommand plan" -l on -d 'A day for which to say what still counts and what access there may be' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand plan" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand plan" -l json -d 'Prints one JSON value instead'
complete -c secure-start -n "__fish_secure_start_using_subcommand plan" -s h -l help -d 'Print help'
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -l status -r -f -a "not-yet-started\t''
in-progress\t''
completed\t''
problem\t''
not-needed\t''"
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -l on -d 'The day it was completed; today otherwise' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -l asked -d 'The day it was asked for or sent' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -l expires -d 'The last day on which it counts' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -l expected -d 'The day by which somebody said it will be done; the plan counts on it' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -l days -d 'How long it takes here, as you were told: 30, or the shortest, likely and longest: 20,30,60' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -l chase-on -d 'When to ask again' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -l chased -d 'The day on which you asked again' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -l reference -r
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -l note -d 'Nothing about vetting answers, convictions, health or patients' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -l waiting-on -d 'Who has to act now' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -l reason -d 'Why it is not needed, or is ticked before what it waits for' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand mark" -s h -l help -d 'Print help'
complete -c secure-start -n "__fish_secure_start_using_subcommand sign-off" -l by -d 'Who verified it; the name in Settings otherwise' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand sign-off" -l post -d 'Their post; the one in Settings otherwise' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand sign-off" -l method -d 'How it was verified' -r -f -a "saw-original\t''
checked-register\t''
confirmed-by-phone-or-email\t''
observed\t''"
complete -c secure-start -n "__fish_secure_start_using_subcommand sign-off" -l on -d 'The day it was verified; today otherwise' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand sign-off" -l reference -r
complete -c secure-start -n "__fish_secure_start_using_subcommand sign-off" -l reason -d 'Why it is taken back' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand sign-off" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand sign-off" -l withdraw -d 'Takes a sign-off back'
complete -c secure-start -n "__fish_secure_start_using_subcommand sign-off" -l json -d 'Prints one JSON value instead'
complete -c secure-start -n "__fish_secure_start_using_subcommand sign-off" -s h -l help -d 'Print help'
complete -c secure-start -n "__fish_secure_start_using_subcommand team" -l as-of -d 'As it stood at the end of a day, as far as the checklists say it' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand team" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand team" -l json -d 'Prints one JSON value instead'
complete -c secure-start -n "__fish_secure_start_using_subcommand team" -s h -l help -d 'Print help'
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l to -d 'Where to: a name that ends in .xlsx, .csv, .pdf, .html, .ics, .json or .zip' -r -F
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l as-of -d 'As it stood at the end of a day, as far as the checklists say it' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l columns -d 'Only these columns of the list of steps, in their usual order' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l role -d 'Only people of this role; can be given again for one more, as can the others' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l setting -d 'Only people of this setting' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l site -d 'Only people of this site' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l readiness -d 'Only people who stand like this to their planned start' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l action -d 'Only people with something of this kind to do' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l find -d 'Only people in whose name, site, role or setting all of these words are' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l replace -d 'Takes the place of a file that is there; of a checklist never'
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l initials -d 'Initials and the last letters of the document\'s id instead of names; leaves notes, reasons, posts of signers and names of files out'
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l notes -d 'With the notes of the steps'
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l names -d 'In a calendar, with the names of people and sites'
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -l form -d 'Pages to be filled in by hand, with nothing of what is recorded'
complete -c secure-start -n "__fish_secure_start_using_subcommand export" -s h -l help -d 'Print help'
complete -c secure-start -n "__fish_secure_start_using_subcommand update" -l site-pack -d 'A site pack to use from now on' -r -F
complete -c secure-start -n "__fish_secure_start_using_subcommand update" -l except -d 'A step not to change; may be given again' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand update" -l again -d 'A step that is completed or not needed, to do again under its new words; may be given again' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand update" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand update" -l no-site-pack -d 'Goes on without the site pack'
complete -c secure-start -n "__fish_secure_start_using_subcommand update" -l apply -d 'Makes the changes; without it, they are only listed'
complete -c secure-start -n "__fish_secure_start_using_subcommand update" -l json -d 'Prints one JSON value instead'
complete -c secure-start -n "__fish_secure_start_using_subcommand update" -s h -l help -d 'Print help'
complete -c secure-start -n "__fish_secure_start_using_subcommand check" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand check" -l json -d 'Prints one JSON value instead'
complete -c secure-start -n "__fish_secure_start_using_subcommand check" -s h -l help -d 'Print help'
complete -c secure-start -n "__fish_secure_start_using_subcommand catalogue" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand catalogue" -l json -d 'Prints one JSON value instead'
complete -c secure-start -n "__fish_secure_start_using_subcommand catalogue" -s h -l help -d 'Print help'
complete -c secure-start -n "__fish_secure_start_using_subcommand policy; and not __fish_seen_subcommand_from show" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand policy; and not __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c secure-start -n "__fish_secure_start_using_subcommand policy; and not __fish_seen_subcommand_from show" -f -a "show" -d 'Prints each setting with its value, and where that comes from'
complete -c secure-start -n "__fish_secure_start_using_subcommand policy; and __fish_seen_subcommand_from show" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand policy; and __fish_seen_subcommand_from show" -l json -d 'Prints one JSON value instead'
complete -c secure-start -n "__fish_secure_start_using_subcommand policy; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c secure-start -n "__fish_secure_start_using_subcommand schema" -l today -d 'Stands in for the clock, for example 2027-03-27' -r
complete -c secure-start -n "__fish_secure_start_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
