; The installer for Windows: makensis -DVERSION=… -DNUMBERS=… -DFOLDER=… -DOUT=… [-DSIGN=…] pishkhan.nsi
; For one user without rights, or for all (/AllUsers, /CurrentUser); /S asks nothing; /D=FOLDER last.
Unicode true
Target amd64-unicode
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
ManifestDPIAware true
ManifestSupportedOS Win10
AllowSkipFiles off
CRCCheck force

!define REGISTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Pishkhan"
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR "Pishkhan"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${REGISTRY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${REGISTRY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!include MUI2.nsh
!include MultiUser.nsh
!include FileFunc.nsh
!include WinVer.nsh

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(DATA_STAYS)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\program\pishkhan.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!include "words.fa.nsh"
!insertmacro INSTALL_MODE_WORDS
!insertmacro MUI_LANGUAGE "Farsi"
!insertmacro WORDS

Name "${TITLE}"
OutFile "${OUT}"
BrandingText "${TITLE} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey /LANG=${LANG_FARSI} "ProductName" "${TITLE}"
VIAddVersionKey /LANG=${LANG_FARSI} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_FARSI} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_FARSI} "FileDescription" "${TITLE}"
VIAddVersionKey /LANG=${LANG_FARSI} "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=${LANG_FARSI} "LegalCopyright" "MIT"

; Signing is whoever builds it's own command; it gets the file's path (docs/windows.md).
!ifdef SIGN
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

Var Named

!macro Ready UN
Function ${UN}refuseWhileOpen
  StrCpy $1 0
  again:
  IfFileExists "$INSTDIR\program\pishkhan.exe" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\program\pishkhan.exe" a
  IfErrors 0 close
  ; A program that installs what comes after it ends a moment later: nobody is asked, half a minute.
  IfSilent 0 ask
  IntOp $1 $1 + 1
  IntCmp $1 60 ask 0 ask
  Sleep 500
  Goto again
  ask:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(PROGRAM_OPEN)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 3
  Quit
  close:
  FileClose $0
  free:
FunctionEnd
!macroend
!insertmacro Ready ""
!insertmacro Ready "un."

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  SetRegView 64
  ; MultiUser.nsh forgets the folder that /D named.
  StrCpy $Named $INSTDIR
  !insertmacro MULTIUSER_INIT
  StrCmp $Named "" +2
  StrCpy $INSTDIR $Named
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Function notWritten
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\program.new"
  MessageBox MB_OK|MB_ICONSTOP "$(NOT_WRITTEN)" /SD IDOK
  SetErrorLevel 5
  Abort
FunctionEnd

; The whole new program stands beside the old one before the old one goes.
Section
  Call refuseWhileOpen
  RMDir /r "$INSTDIR\program.new"
  ClearErrors
  SetOutPath "$INSTDIR\program.new"
  File /r "${FOLDER}/*"
  ${If} ${Errors}
    Call notWritten
  ${EndIf}
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\program.old"
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\program\*"
    Rename "$INSTDIR\program" "$INSTDIR\program.old"
    ${If} ${Errors}
      Call notWritten
    ${EndIf}
  ${EndIf}
  Rename "$INSTDIR\program.new" "$INSTDIR\program"
  ${If} ${Errors}
    Rename "$INSTDIR\program.old" "$INSTDIR\program"
    Call notWritten
  ${EndIf}
  RMDir /r "$INSTDIR\program.old"

  WriteUninstaller "$INSTDIR\uninstall.exe"
  SetOutPath "$PROFILE"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\program\pishkhan.exe"
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\program\pishkhan.exe"

  WriteRegStr SHCTX "${REGISTRY}" "DisplayName" "${TITLE}"
  WriteRegStr SHCTX "${REGISTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${REGISTRY}" "DisplayIcon" "$INSTDIR\program\pishkhan.exe"
  WriteRegStr SHCTX "${REGISTRY}" "Publisher" "${PUBLISHER}"
  WriteRegStr SHCTX "${REGISTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${REGISTRY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${REGISTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${REGISTRY}" "NoModify" 1
  WriteRegDWORD SHCTX "${REGISTRY}" "NoRepair" 1
  ${GetSize} "$INSTDIR\program" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD SHCTX "${REGISTRY}" "EstimatedSize" "$0"
SectionEnd

; Of the program's own names only; a desk's folder is never among them.
Section un.
  Call un.refuseWhileOpen
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\program"
  RMDir /r "$INSTDIR\program.new"
  RMDir /r "$INSTDIR\program.old"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey SHCTX "${REGISTRY}"
  DetailPrint "$(DATA_STAYED)"
SectionEnd
