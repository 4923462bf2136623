using MailingList.Core.Addressing;
using MailingList.Core.Arrival;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Arrival;

public sealed class PostIdentityTests
{
    private const string Identified = "Message-ID: <1@example.org>\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nFrom: anna@example.org\n\nbody\n";
    private const string Anonymous = "Date: Mon, 1 Jan 2024 00:00:00 +0000\nFrom: anna@example.org\n\nbody\n";

    private static string Of(string text, string list = Some.ListAddress, Role role = Role.Post, string detail = "") =>
        PostIdentity.Of(new Destination(Some.Address(list), role, detail), Some.Message(text));

    [Fact]
    public void It_is_a_SHA_256_in_hexadecimal_digits()
    {
        Assert.Matches("^[0-9a-f]{64}$", Of(Identified));
    }

    [Theory]
    [InlineData("Received: from a by b; Mon, 1 Jan 2024\n")]
    [InlineData("Return-Path: <anna@example.org>\n")]
    [InlineData("X-Spam-Status: No\n")]
    [InlineData("Subject: other\n")]
    public void Trace_fields_do_not_make_another_post(string field)
    {
        Assert.Equal(Of(Identified), Of(field + Identified));
    }

    [Fact]
    public void Folding_and_the_case_of_names_do_not_make_another_post()
    {
        Assert.Equal(
            Of(Identified),
            Of(Identified.Replace("Message-ID: ", "MESSAGE-Id:\n ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<1@", "<2@")]
    [InlineData("00:00:00", "00:00:01")]
    [InlineData("body", "bodY")]
    [InlineData("body\n", "body\n\n")]
    public void Another_Message_ID_or_date_or_body_is_another_post(string part, string other)
    {
        Assert.NotEqual(Of(Identified), Of(Identified.Replace(part, other, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_same_message_to_another_list_or_role_is_another_post()
    {
        string here = Of(Identified);

        Assert.NotEqual(here, Of(Identified, "users@lists.example.org"));
        Assert.NotEqual(here, Of(Identified, role: Role.Owner));
        Assert.Equal(here, Of(Identified, "DEV@Lists.Example.org"));
    }

    [Fact]
    public void The_same_message_to_two_addresses_with_tokens_brings_both_back()
    {
        Assert.NotEqual(Of(Identified, role: Role.Accept, detail: "token"), Of(Identified, role: Role.Accept, detail: "other"));
        Assert.NotEqual(Of(Identified, role: Role.Accept, detail: "token"), Of(Identified, role: Role.Accept));
        Assert.Equal(Of(Identified, role: Role.Accept, detail: "token"), Of(Identified, role: Role.Accept, detail: "TOKEN"));
    }

    [Fact]
    public void Without_a_Message_ID_every_field_counts_but_the_return_path()
    {
        Assert.NotEqual(Of(Anonymous), Of("Received: from a by b\n" + Anonymous));
        Assert.NotEqual(Of(Anonymous), Of("Subject: x\n" + Anonymous));
        Assert.Equal(Of(Anonymous), Of("Return-Path: <anna@example.org>\n" + Anonymous));
    }

    [Fact]
    public void An_empty_Message_ID_is_none()
    {
        Assert.NotEqual(Of("Message-ID:\nReceived: x\n" + Anonymous), Of("Message-ID:\nReceived: y\n" + Anonymous));
    }

    [Fact]
    public void What_stands_in_the_body_is_not_taken_for_a_field()
    {
        Assert.NotEqual(
            Of("Message-ID: <1@example.org>\n\nDate: x\n"),
            Of("Message-ID: <1@example.org>\nDate: x\n\n"));
    }
}
