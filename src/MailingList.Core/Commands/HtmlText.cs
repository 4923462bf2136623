using System.Text;

using MimeKit.Text;

namespace MailingList.Core.Commands;

/// <summary>The text of a mail in HTML, a line for each that its reader sees; what is quoted begins with <c>&gt;</c>.</summary>
internal sealed class HtmlText
{
    // Nobody reads deeper; and a mail of nothing but quotations shall not become many times as long.
    private const int DeepestQuotation = 10;

    private static readonly HtmlTagId[] Invisible = [HtmlTagId.Script, HtmlTagId.Style, HtmlTagId.Head, HtmlTagId.Title];

    private static readonly HtmlTagId[] Blocks =
    [
        HtmlTagId.P, HtmlTagId.Div, HtmlTagId.TR, HtmlTagId.LI, HtmlTagId.HR, HtmlTagId.Table, HtmlTagId.UL, HtmlTagId.OL,
        HtmlTagId.H1, HtmlTagId.H2, HtmlTagId.H3, HtmlTagId.H4, HtmlTagId.H5, HtmlTagId.H6,
    ];

    private readonly StringBuilder _text = new();
    private int _quotes;
    private int _preformatted;
    private bool _lineHasText;

    private HtmlText()
    {
    }

    internal static string Of(string html)
    {
        var text = new HtmlText();
        text.Read(html);
        return text._text.ToString();
    }

    private void Read(string html)
    {
        var tokenizer = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true, IgnoreTruncatedTags = true };
        HtmlTagId? hidden = null;
        while (tokenizer.ReadNextToken(out HtmlToken? token))
        {
            switch (token)
            {
                case HtmlTagToken tag when hidden is { } id:
                    // A head need not be closed.
                    hidden = (tag.IsEndTag && tag.Id == id) || tag.Id == HtmlTagId.Body ? null : hidden;
                    break;
                case HtmlTagToken { IsEndTag: false, IsEmptyElement: false } tag when Invisible.Contains(tag.Id):
                    hidden = tag.Id;
                    break;
                case HtmlTagToken tag:
                    Take(tag);
                    break;
                case HtmlDataToken data when hidden is null && data is not HtmlScriptDataToken:
                    Take(data.Data);
                    break;
                default:
                    break;
            }
        }
    }

    private void Take(HtmlTagToken tag)
    {
        switch (tag.Id)
        {
            case HtmlTagId.BlockQuote:
                _quotes = Math.Max(0, _quotes + (tag.IsEndTag ? -1 : 1));
                Break();
                break;
            case HtmlTagId.Pre:
                _preformatted = Math.Max(0, _preformatted + (tag.IsEndTag ? -1 : 1));
                Break();
                break;
            case HtmlTagId.Br:
                Break();
                break;
            default:
                // Many blocks begin where another ends: that is one line's end, not two.
                if (_lineHasText && Blocks.Contains(tag.Id))
                {
                    Break();
                }

                break;
        }
    }

    private void Take(string data)
    {
        if (_preformatted == 0)
        {
            // A space that does not break is there to be seen: programs make empty lines of it.
            _lineHasText |= data.AsSpan().IndexOfAnyExcept(" \t\r\n\f") >= 0;
            _text.Append(string.Join(' ', data.Split((char[]?)null)));
            return;
        }

        string[] lines = data.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                Break();
            }

            _lineHasText |= lines[i].Length > 0;
            _text.Append(lines[i]);
        }
    }

    private void Break()
    {
        _text.Append('\n').Append('>', Math.Min(_quotes, DeepestQuotation)).Append(' ');
        _lineHasText = false;
    }
}
