# Completion of huiyin in PowerShell: huiyin completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName huiyin -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text })
    $env:_HUIYIN_COMPLETE = "fish_complete"
    $words = if ($wordToComplete) { $before + $wordToComplete } else { $before }
    $env:COMP_WORDS = $words -join " "
    $env:COMP_CWORD = $wordToComplete
    try {
        huiyin | ForEach-Object {
            $kind, $rest = $_ -split ",", 2
            $value, $says = $rest -split "`t", 2
            if (-not $says) { $says = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $says)
        }
    } finally {
        Remove-Item Env:_HUIYIN_COMPLETE, Env:COMP_WORDS, Env:COMP_CWORD
    }
}
