
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'secure-start' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'secure-start'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'secure-start' {
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Makes a checklist; refuses to replace a file')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Shows sections, steps, statuses and the next step')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Says when the first shift can be, what sets that day, what to do today, and what runs out')
            [CompletionResult]::new('mark', 'mark', [CompletionResultType]::ParameterValue, 'Changes one step')
            [CompletionResult]::new('sign-off', 'sign-off', [CompletionResultType]::ParameterValue, 'Records that a second person verified a step, or takes that back')
            [CompletionResult]::new('team', 'team', [CompletionResultType]::ParameterValue, 'One row for each checklist of a folder, what needs action, and every file that could not be read')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Writes a checklist or a folder of them as a workbook, a list, pages, a calendar or data')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Says what a newer catalogue or a site pack would change, and changes it if asked to')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Says whether each file is a checklist or a site pack that opens, and what is wrong with it')
            [CompletionResult]::new('catalogue', 'catalogue', [CompletionResultType]::ParameterValue, 'Lists what the program knows')
            [CompletionResult]::new('policy', 'policy', [CompletionResultType]::ParameterValue, 'Says how an organisation has set the program up')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Prints the JSON Schema of a checklist, a site pack or a file of settings')
            break
        }
        'secure-start;new' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Of the person who starts')
            [CompletionResult]::new('--nation', '--nation', [CompletionResultType]::ParameterName, 'See: secure-start catalogue nations')
            [CompletionResult]::new('--setting', '--setting', [CompletionResultType]::ParameterName, 'See: secure-start catalogue settings')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'See: secure-start catalogue roles')
            [CompletionResult]::new('--contract', '--contract', [CompletionResultType]::ParameterName, 'See: secure-start catalogue contracts')
            [CompletionResult]::new('--site', '--site', [CompletionResultType]::ParameterName, 'The name of the establishment')
            [CompletionResult]::new('--employer', '--employer', [CompletionResultType]::ParameterName, 'employer')
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'The planned start date, for example 2027-03-27')
            [CompletionResult]::new('--site-pack', '--site-pack', [CompletionResultType]::ParameterName, 'A site pack: what the site or provider adds and changes')
            [CompletionResult]::new('--earlier', '--earlier', [CompletionResultType]::ParameterName, 'An earlier checklist: what was done for another place is noted, and nothing is ticked')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The file to make')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to make')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'secure-start;show' {
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Prints one JSON value instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'secure-start;plan' {
            [CompletionResult]::new('--if', '--if', [CompletionResultType]::ParameterName, 'Tries another end or other days for a step, and writes nothing: STEP=2027-03-27, STEP=30 or STEP=20,30,60')
            [CompletionResult]::new('--team', '--team', [CompletionResultType]::ParameterName, 'A folder of checklists, whose own waiting times count where there are enough of them')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'A day for which to say what still counts and what access there may be')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Prints one JSON value instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'secure-start;mark' {
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'status')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'The day it was completed; today otherwise')
            [CompletionResult]::new('--asked', '--asked', [CompletionResultType]::ParameterName, 'The day it was asked for or sent')
            [CompletionResult]::new('--expires', '--expires', [CompletionResultType]::ParameterName, 'The last day on which it counts')
            [CompletionResult]::new('--expected', '--expected', [CompletionResultType]::ParameterName, 'The day by which somebody said it will be done; the plan counts on it')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'How long it takes here, as you were told: 30, or the shortest, likely and longest: 20,30,60')
            [CompletionResult]::new('--chase-on', '--chase-on', [CompletionResultType]::ParameterName, 'When to ask again')
            [CompletionResult]::new('--chased', '--chased', [CompletionResultType]::ParameterName, 'The day on which you asked again')
            [CompletionResult]::new('--reference', '--reference', [CompletionResultType]::ParameterName, 'reference')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'Nothing about vetting answers, convictions, health or patients')
            [CompletionResult]::new('--waiting-on', '--waiting-on', [CompletionResultType]::ParameterName, 'Who has to act now')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why it is not needed, or is ticked before what it waits for')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'secure-start;sign-off' {
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Who verified it; the name in Settings otherwise')
            [CompletionResult]::new('--post', '--post', [CompletionResultType]::ParameterName, 'Their post; the one in Settings otherwise')
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'How it was verified')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'The day it was verified; today otherwise')
            [CompletionResult]::new('--reference', '--reference', [CompletionResultType]::ParameterName, 'reference')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why it is taken back')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('--withdraw', '--withdraw', [CompletionResultType]::ParameterName, 'Takes a sign-off back')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Prints one JSON value instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'secure-start;team' {
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'As it stood at the end of a day, as far as the checklists say it')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Prints one JSON value instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'secure-start;export' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Where to: a name that ends in .xlsx, .csv, .pdf, .html, .ics, .json or .zip')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'As it stood at the end of a day, as far as the checklists say it')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Only these columns of the list of steps, in their usual order')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Only people of this role; can be given again for one more, as can the others')
            [CompletionResult]::new('--setting', '--setting', [CompletionResultType]::ParameterName, 'Only people of this setting')
            [CompletionResult]::new('--site', '--site', [CompletionResultType]::ParameterName, 'Only people of this site')
            [CompletionResult]::new('--readiness', '--readiness', [CompletionResultType]::ParameterName, 'Only people who stand like this to their planned start')
            [CompletionResult]::new('--action', '--action', [CompletionResultType]::ParameterName, 'Only people with something of this kind to do')
            [CompletionResult]::new('--find', '--find', [CompletionResultType]::ParameterName, 'Only people in whose name, site, role or setting all of these words are')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('--replace', '--replace', [CompletionResultType]::ParameterName, 'Takes the place of a file that is there; of a checklist never')
            [CompletionResult]::new('--initials', '--initials', [CompletionResultType]::ParameterName, 'Initials and the last letters of the document''s id instead of names; leaves notes, reasons, posts of signers and names of files out')
            [CompletionResult]::new('--notes', '--notes', [CompletionResultType]::ParameterName, 'With the notes of the steps')
            [CompletionResult]::new('--names', '--names', [CompletionResultType]::ParameterName, 'In a calendar, with the names of people and sites')
            [CompletionResult]::new('--form', '--form', [CompletionResultType]::ParameterName, 'Pages to be filled in by hand, with nothing of what is recorded')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'secure-start;update' {
            [CompletionResult]::new('--site-pack', '--site-pack', [CompletionResultType]::ParameterName, 'A site pack to use from now on')
            [CompletionResult]::new('--except', '--except', [CompletionResultType]::ParameterName, 'A step not to change; may be given again')
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'A step that is completed or not needed, to do again under its new words; may be given again')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('--no-site-pack', '--no-site-pack', [CompletionResultType]::ParameterName, 'Goes on without the site pack')
            [CompletionResult]::new('--apply', '--apply', [CompletionResultType]::ParameterName, 'Makes the changes; without it, they are only listed')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Prints one JSON value instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'secure-start;check' {
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Prints one JSON value instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'secure-start;catalogue' {
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Prints one JSON value instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'secure-start;policy' {
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Prints each setting with its value, and where that comes from')
            break
        }
        'secure-start;policy;show' {
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Prints one JSON value instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'secure-start;schema' {
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Stands in for the clock, for example 2027-03-27')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
