"""Given names that are hardly ever another word: found wherever they stand, in the places where contact centres are."""

from __future__ import annotations

from coach.domain.text import word_set

GIVEN_NAMES = word_set("""
    Aaron Abdul Abdullah Abigail Abimbola Adaeze Adebayo Adel Adnan Adriana Agnieszka Ahmad Ahmed Aisha Ajay Akash Akua
    Alan Alejandro Alessandro Alexander Alexandra Alfonso Ali Alice Alicia Alison Amanda Amélie Amina Amit Amy Ana
    Anastasia Anders Andrea Andreas Andrew Andrzej Angela Anil Anita Anjali Anna Anne Annette Anthony Antoine Antonio
    Anuj Arjun Arturo Ashok Aurélie Ayesha Ayodele Babatunde Barbara Barry Beatrice Beatriz Ben Benjamin Bernard
    Bernadette Bianca Birgit Boris Brandon Brenda Brian Bronwen Bukola Callum Carlos Carmen Carol Caroline Catherine
    Charles Chiara Chidi Chidinma Chinedu Chinwe Chioma Chloé Christine Christopher Chukwuemeka Claire Claudia
    Clémence Colin Conchita Craig Cristina Cynthia Daniel Daniela Daniele Danielle David Debbie Deborah Deepa Deepak
    Denise Dennis Derek Divya Dmitri Dolores Dominique Donald Donna Doris Dorothy Douglas Ebere Edith Eduardo Edward
    Eileen Elaine Eleanor Elena Elisabeth Elizabeth Ellen Emeka Emily Emma Emmanuel Enrique Eric Esteban Esther
    Eugenia Eva Fatima Felix Fernando Fiona Folake François Françoise Freddie Friedrich Funmilayo Gabriela Ganesh
    Gareth Gary Geoffrey Geraldine Giovanni Gonzalo Gopal Graham Grzegorz Guillaume Gurpreet Habib Hannah Hans Harold
    Harpreet Harriet Hassan Heather Heike Heinz Helen Helga Henry Hiroshi Hussein Ian Ibrahim Ifeanyi Ifeoma Ignacio
    Imran Inés Ingrid Irene Isabel Isabelle Ishaan Ivan Íñigo Jacqueline Jamal James Jan Jane Janet Janice Jasmine
    Javier Jayesh Jean Jeffrey Jennifer Jeremy Jerome Jessica Jesús Joan Joanna Joanne João Johan John Jolanta Jomar
    Jonathan José Joseph Joshua Joyce Juan Juanita Judith Julia Julian Julie Juliette Jürgen Kamal Karen Karim Karin
    Katarzyna Kate Katherine Kathleen Kavita Kehinde Keith Kelechi Kenneth Kevin Khadija Kiran Klaus Krishna Krzysztof
    Kunal Kwame Lakshmi Laura Lauren Laurent Lawrence Leila Léa Linda Lisa Lorenzo Louise Lourdes Lucía Luis Lukas
    Lynn Madhuri Magdalena Mahesh Malcolm Małgorzata Manoj Manuela Marcel Marco Margaret María Maria Marie Mario
    Marisol Marlon Martin Martina Mary Mateusz Matthew Maureen Mei Melanie Melissa Michael Michelle Miguel Mohamed
    Mohammed Monika Muhammad Murali Musa Nadia Nancy Natalie Natasha Neha Ngozi Nicholas Nicola Nicole Nigel Nikhil
    Nisha Nkechi Nnamdi Obinna Olga Olivia Olumide Oluwaseun Oluwaseyi Pablo Padma Pamela Patricia Patrick Paul Paula
    Paulina Pedro Peter Petra Philip Philippe Phyllis Pierre Piotr Pooja Prakash Pradeep Priti Priya Priyanka Rachel
    Rafael Raghu Rahul Raj Rajesh Rakesh Ramesh Ramón Raquel Raúl Ravi Raymond Rebecca Rekha Renate Renée Ricardo
    Richard Rita Robert Roberto Rodrigo Roger Rohan Rohit Ronald Rosalind Rowena Roxanne Ruth Ryan Sabine Samantha
    Samuel Sandra Sandeep Sanjay Sanjeev Sara Sarah Sebastian Segun Sergio Shabnam Shalini Shankar Sharon Sheila
    Shirley Shivani Shreya Siobhan Sofia Sonja Sophie Srinivas Stefan Stephanie Stephen Steven Stuart Subramanian
    Sunil Sunita Suresh Susan Swati Sylvie Szymon Tanya Tariq Temitope Teresa Thabo Theresa Thérèse Thomas Tolulope
    Tomasz Tracy Tyrell Tunde Uchenna Ulrike Umar Usha Valentina Vanessa Venkatesh Verónica Vijay Vikram Vincent
    Virginie Vishal Vladimir Walter Wanjiru Wendy William Winston Wojciech Wolfgang Ximena Yasmin Yetunde Yolanda
    Yusuf Yvonne Zainab Zeynep Zoë
""")

ALSO_WORDS = word_set("""
    angel april art baker ball banks bell best bill black bond brown bush case chase christian church cook cross dawn
    day drew east faith field fox frank gold good grace grant gray green grey hall hand head hill hope jack joy june
    king knight lane law little long love mark marsh may miller money moss new north page park pat pool power price
    reed rice rich rob rose sharp short small snow south spring stone storm strong sue summer swift town walker wall
    ward water waters way west white will winter wise wood young major max miles penny ray robin ruby sandy
    skip star sunny tony victor don ben dean
""")
"""Names that are words, too: masked as names only where they begin with a capital."""
