; The installer for one person: it needs no administrator and changes nothing for others on the computer.
;
;   makensis -DVERSION=0.1.0 -DPROGRAM=target/dist/secure-start.exe -DNOTICES=target/package/third-party-licences.txt
;            -DOUTPUT=target/package/secure-start-0.1.0-setup.exe -NOCD packaging/windows/secure-start.nsi
;
; The call is made in the folder of the project, and all paths are seen from there.
; “setup.exe /S” asks nothing; “/D=C:\a\folder”, as the last word and without quotation marks, sets the folder.
; SIGN, if it is given, is the command that signs a file, with %1 for its name: the uninstaller is signed only that way.

Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
SetCompressor /SOLID lzma
!ifdef X64_INSTALLER
  ; Debian’s makensis can also make an installer that is itself a 64-bit program.
  Target amd64-unicode
!endif

!include LogicLib.nsh
!include MUI2.nsh
!include WinVer.nsh
!include x64.nsh

!define NAME "Secure Start"
!define ABOUT "The steps before a first shift in a UK secure setting"
!define PUBLISHER "Secure Start developers"
!define EXE "secure-start.exe"
!define TYPE "SecureStart.Checklist"
!define CLASSES "Software\Classes"
!define CAPABILITIES "Software\Secure Start\Capabilities"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\SecureStart"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\${EXE}"

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Secure Start"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME} installer"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=0 "LegalCopyright" "© 2026 the Secure Start authors. MIT or Apache-2.0."

!ifdef SIGN
  !finalize '${SIGN}'
  !uninstfinalize '${SIGN}'
!endif

!define MUI_ICON "packaging/windows/secure-start.ico"
!define MUI_UNICON "packaging/windows/secure-start.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "packaging/windows/installer.bmp"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "${ABOUT}.$\r$\n$\r$\nThis puts the program on this computer, for you only. It needs no administrator.$\r$\n$\r$\nThe program makes no network connection. Checklists stay where you save them, also when you remove the program."
!define MUI_FINISHPAGE_TITLE "${NAME} is ready"
!define MUI_FINISHPAGE_TEXT "You find it in the Start menu."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "Open ${NAME}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; While the program is open, Windows does not let its file be replaced or removed.
!macro WAIT_UNTIL_CLOSED UN
Function ${UN}waitUntilClosed
  ${DoWhile} ${FileExists} "$INSTDIR\${EXE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${EXE}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME} is open. Save your work and close it, then choose Retry." /SD IDCANCEL IDRETRY retry
      SetErrorLevel 2
      Quit
    retry:
  ${Loop}
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

Function .onInit
  SetShellVarContext current
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "${NAME} needs Windows 10 or later, 64-bit." /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

Section "-program"
  Call waitUntilClosed
  SetOutPath "$INSTDIR"
  File "/oname=${EXE}" "${PROGRAM}"
  SetOutPath "$INSTDIR\Licences"
  File "/oname=Secure Start, MIT.txt" "LICENSE-MIT"
  File "/oname=Secure Start, Apache 2.0.txt" "LICENSE-APACHE"
  File "/oname=Atkinson Hyperlegible Next.txt" "assets/fonts/OFL-AtkinsonHyperlegibleNext.txt"
  File "/oname=Noto Sans.txt" "assets/fonts/OFL-NotoSans.txt"
  File "/oname=Phosphor.txt" "assets/fonts/MIT-Phosphor.txt"
  File "/oname=Libraries.txt" "${NOTICES}"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${EXE}" "" "$INSTDIR\${EXE}" 0 SW_SHOWNORMAL "" "${ABOUT}"

  ; A checklist is a .json file: the program is offered under “Open with” and in the settings for default programs, and
  ; takes no .json file from the program that opens them today.
  WriteRegStr HKCU "${CLASSES}\${TYPE}" "" "Secure Start checklist"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\DefaultIcon" "" '"$INSTDIR\${EXE}",1'
  WriteRegStr HKCU "${CLASSES}\${TYPE}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr HKCU "${CLASSES}\.json\OpenWithProgids" "${TYPE}" ""
  WriteRegStr HKCU "${CLASSES}\Applications\${EXE}" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\Applications\${EXE}\SupportedTypes" ".json" ""
  WriteRegStr HKCU "${CLASSES}\Applications\${EXE}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr HKCU "${CAPABILITIES}" "ApplicationName" "${NAME}"
  WriteRegStr HKCU "${CAPABILITIES}" "ApplicationDescription" "${ABOUT}"
  WriteRegStr HKCU "${CAPABILITIES}\FileAssociations" ".json" "${TYPE}"
  WriteRegStr HKCU "Software\RegisteredApplications" "${NAME}" "${CAPABILITIES}"
  ; “secure-start” in Start, Run.
  WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\${EXE}"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  SectionGetSize 0 $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  Call tellExplorer
SectionEnd

; What was put there goes, and nothing else: no checklist, no settings, and no file that somebody else has put beside it.
Section "Uninstall"
  SetShellVarContext current
  Call un.waitUntilClosed
  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\Licences\Secure Start, MIT.txt"
  Delete "$INSTDIR\Licences\Secure Start, Apache 2.0.txt"
  Delete "$INSTDIR\Licences\Atkinson Hyperlegible Next.txt"
  Delete "$INSTDIR\Licences\Noto Sans.txt"
  Delete "$INSTDIR\Licences\Phosphor.txt"
  Delete "$INSTDIR\Licences\Libraries.txt"
  RMDir "$INSTDIR\Licences"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"

  DeleteRegKey HKCU "${CLASSES}\${TYPE}"
  DeleteRegValue HKCU "${CLASSES}\.json\OpenWithProgids" "${TYPE}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.json\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.json"
  DeleteRegKey HKCU "${CLASSES}\Applications\${EXE}"
  DeleteRegValue HKCU "Software\RegisteredApplications" "${NAME}"
  DeleteRegKey HKCU "${CAPABILITIES}"
  DeleteRegKey /ifempty HKCU "Software\Secure Start"
  DeleteRegKey HKCU "${APP_PATH}"
  DeleteRegKey HKCU "${UNINSTALL}"
  Call un.tellExplorer
SectionEnd

; Explorer looks again at which program opens what.
!macro TELL_EXPLORER UN
Function ${UN}tellExplorer
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
FunctionEnd
!macroend
!insertmacro TELL_EXPLORER ""
!insertmacro TELL_EXPLORER "un."
